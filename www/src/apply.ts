/** The public pages: applying, the state of an application, setting a password, a guest's pass. Nothing but this script. */
import { ApplyFrame, pageOf } from "./public/frame.js";
import { SHEETS } from "./public/style.js";

document.adoptedStyleSheets = SHEETS.flatMap((sheet) => sheet.styleSheet ?? []);

const frame = new ApplyFrame();
frame.page = pageOf(location.pathname);
document.body.append(frame);
