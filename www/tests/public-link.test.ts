import { describe, expect, it } from "vitest";
import { publicLink } from "../src/lib/public-link.js";

const PATH = "/apply/pass#token";
const OUTSIDE = "https://abay10.example.org";

describe("a link that goes out of the panel", () => {
  it.each([
    "http://homeassistant.local:8123",
    "http://homeassistant:8123",
    "http://localhost:8123",
    "http://192.168.1.5:8123",
    "http://172.20.0.2:8123",
    "http://10.0.0.4:8123",
    "http://100.100.3.4:8123",
    "http://[fd12::5]:8123",
    "http://[fe80::5]:8123",
    "http://[::1]:8123",
    "http://ha.home.arpa",
    "https://ha.lan",
  ])("begins with the address on the internet where the panel was opened at %s", (opened) => {
    expect(publicLink(PATH, opened, `${OUTSIDE}/`)).toEqual({ address: `${OUTSIDE}${PATH}`, onlyAtHome: false });
    expect(publicLink(PATH, opened, null)).toEqual({ address: `${opened}${PATH}`, onlyAtHome: true });
  });

  it.each([
    "https://other.example.org",
    "https://abcdef.ui.nabu.casa",
    "https://203.0.113.9:8123",
    "http://172.32.0.2",
    "https://[2001:db8::5]",
    "https://10.example.org",
  ])("keeps %s, which opened from outside already", (opened) => {
    expect(publicLink(PATH, opened, OUTSIDE)).toEqual({ address: `${opened}${PATH}`, onlyAtHome: false });
  });

  it("does not trust what is set to lead out", () => {
    const opened = "http://192.168.1.5:8123";
    expect(publicLink(PATH, opened, "http://10.0.0.4:8123")).toMatchObject({ onlyAtHome: true });
    expect(publicLink(PATH, opened, "no address")).toEqual({ address: `${opened}${PATH}`, onlyAtHome: true });
    expect(publicLink(PATH, opened, "javascript:alert(1)")).toEqual({ address: `${opened}${PATH}`, onlyAtHome: true });
  });
});
