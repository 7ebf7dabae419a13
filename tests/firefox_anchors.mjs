// Follows short links in Debian's Firefox and says, as JSON, where each ends and what is wrong with what it leads to.
// For test_anchors.py; see firefox.mjs for why it is not done with Playwright.
import {readFileSync} from "node:fs";
import puppeteer from "puppeteer-core";

const {firefox, visible, links} = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({browser: "firefox", executablePath: firefox, headless: true});
const results = [];
for (const {url, there} of links) {
  const page = await browser.newPage();
  await page.setViewport({width: 390, height: 844});
  await page.emulateMediaFeatures?.([{name: "prefers-reduced-motion", value: "reduce"}]).catch(() => {});
  await page.goto(url, {waitUntil: "load"});
  for (let tries = 0; tries < 50 && page.url() !== there; tries++) await new Promise(done => setTimeout(done, 100));
  // A route's own page has no anchor: its first step must be seen, wherever the way there ended.
  const first = 'document.querySelector("main .doors a, main article a.btn, main article li a")';
  const anchor = there.split("#")[1] ? JSON.stringify(there.split("#")[1]) : `(${first}.id = "first-step-of-all", "first-step-of-all")`;
  let wrong, before = -1;
  for (let tries = 0; tries < 12; tries++) { // it scrolls smoothly: looked at again until it stands where it stood
    const now = await page.evaluate("scrollY");
    wrong = await page.evaluate(`(${visible})(${anchor})`);
    if (!wrong && now === before) break;
    before = now;
    await new Promise(done => setTimeout(done, 150));
  }
  results.push({at: page.url(), wrong});
  await page.close();
}
await browser.close();
console.log(JSON.stringify(results));
