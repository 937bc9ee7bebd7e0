/**
 * Shows the public pages without a server: dev/apply.html?page=status&case=the+board+asks+back&slow=500
 * `page` form, status, password or pass; `case` which of the contract's answers the server gives to what the page asks
 * first; `then` which it gives to what is sent (by their "why"); `slow` milliseconds before each answer; `lost` no server.
 */
import apply from "../../tests/contract/public/apply.json" with { type: "json" };
import form from "../../tests/contract/public/form.json" with { type: "json" };
import pass from "../../tests/contract/public/pass.json" with { type: "json" };
import password from "../../tests/contract/public/password.json" with { type: "json" };
import track from "../../tests/contract/public/track.json" with { type: "json" };

interface Exchange {
  readonly why: string;
  readonly path: string;
  readonly status: number;
  readonly answer: unknown;
}

const EXCHANGES: readonly Exchange[] = [...form, ...apply, ...track, ...password, ...pass];
const wishes = new URLSearchParams(location.search);
const wanted = [wishes.get("case"), wishes.get("then")];

function answerTo(path: string): Exchange | undefined {
  const fitting = EXCHANGES.filter((one) => one.path === path);
  return fitting.find((one) => wanted.includes(one.why)) ?? fitting[0];
}

window.fetch = async (input): Promise<Response> => {
  await new Promise((resolve) => setTimeout(resolve, Number(wishes.get("slow") ?? 0)));
  if (wishes.has("lost")) throw new TypeError("Failed to fetch");
  const path = String(input instanceof Request ? input.url : input).replace("/api/hoa_parking/v1/", "");
  const exchange = answerTo(path);
  return new Response(JSON.stringify(exchange?.answer ?? {}), { status: exchange?.status ?? 404 });
};

const page = wishes.get("page") ?? "form";
if (page !== "form" && location.hash === "") location.hash = "3q2-7wC0ffee4aVd9Kx_2mPqRstUvWxY";
const { ApplyFrame, pageOf } = await import("../src/public/frame.js");
const { SHEETS } = await import("../src/public/style.js");
document.adoptedStyleSheets = SHEETS.flatMap((sheet) => sheet.styleSheet ?? []);
const frame = new ApplyFrame();
frame.page = pageOf(page);
document.body.append(frame);
