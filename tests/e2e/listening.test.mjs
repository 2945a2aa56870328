import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, openSample } from "./browser.mjs";

const browser = await launchForTests();

test("reads aloud block by block with the word lit, and says so where there are no voices", async () => {
  const speech = () => {
    globalThis.spoken = [];
    const synthesis = {
      getVoices: () => globalThis.silent ? [] : [{ name: "Test", lang: "en-US", default: true }],
      addEventListener() {},
      cancel() {},
      speak(utterance) {
        globalThis.spoken.push(utterance.text);
        utterance.onboundary({ charIndex: 0, charLength: 4 });
        globalThis.finish = () => utterance.onend();
      },
    };
    Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
    globalThis.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
  };
  const page = await openPage(browser, { before: speech });
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("v");
  await reader.getByRole("button", { name: "Pause" }).waitFor();
  assert.deepEqual(await page.evaluate(() => [globalThis.spoken, [...CSS.highlights.get("plainleaf-spoken")].map(String)]), [["Port Ellery votes to give the sea its marsh back"], ["Port"]]);
  await page.evaluate(() => globalThis.finish());
  assert.match(await page.evaluate(() => globalThis.spoken.at(-1)), /^PORT ELLERY/);
  await page.keyboard.press("v");
  await reader.locator(".speech").waitFor({ state: "hidden" });
  await page.evaluate(() => { globalThis.silent = true; });
  await page.keyboard.press("v");
  await reader.getByText("This browser has no voices to read with.").waitFor();
  await page.context().close();
});
