/** The public wall display: a page with nothing on it but this script. Its styles need no leave from the page's policy. */
import { css } from "lit";
import { Language } from "./lib/language.js";
import { learn } from "./lib/words.js";
import { WallView } from "./views/wall.js";

const ground = css`
  :root {
    color-scheme: light dark;
    --primary-background-color: #f2f4f6;
    --card-background-color: #fff;
    --primary-text-color: #141414;
    --secondary-text-color: #4d5359;
    --divider-color: #b9bec4;
    --success-color: #2e8b3d;
    --error-color: #d13a2b;
  }
  body {
    margin: 0;
    overflow: hidden;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --primary-background-color: #0c0d0f;
      --card-background-color: #17191c;
      --primary-text-color: #f2f2f2;
      --secondary-text-color: #b3b8be;
      --divider-color: #4a4f55;
      --success-color: #4cc761;
      --error-color: #ff6152;
    }
  }
`;
if (ground.styleSheet !== undefined) document.adoptedStyleSheets = [ground.styleSheet];

const wish = new URLSearchParams(location.search).get("lang");
const spoken = wish ?? navigator.language;
await learn(spoken);
const language = new Language({ language: spoken, hour12: undefined, timeZone: undefined });
document.documentElement.lang = language.tag;

const wall = new WallView();
wall.language = language;
wall.page = location.pathname;
document.body.append(wall);
