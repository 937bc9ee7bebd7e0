/**
 * What Home Assistant loads. Its address changes with every version, those of its parts with their contents: a part that
 * asked for this file by name would get it a second time, so nothing is shared from here.
 */
import "./panel.js";
