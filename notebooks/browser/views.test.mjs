// What a reader moves: the sliders and the scene of unit 1, in JupyterLab and on a page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { screenshot, startBrowser, startLab, stopLab } from './lab.mjs';

const NOTEBOOK = 'course-01-gyration-and-integrators';
// The picture changes within a second on an idle machine; these limits are those of a busy one.
const REDRAWN = 60_000;

let lab, address, browser, page;

before(async () => {
  ({ lab, address } = await startLab());
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1024, height: 900 } });
  page.setDefaultTimeout(60_000);
}, { timeout: 600_000 });

after(async () => {
  await browser?.close();
  if (lab) await stopLab(lab);
});

async function changes(what, read, before) {
  const start = Date.now();
  while (await read() === before) {
    if (Date.now() - start > REDRAWN) {
      await screenshot(page, 'failed');
      assert.fail(`not within ${REDRAWN} ms: ${what}`);
    }
    await sleep(20);
  }
  return Date.now() - start;
}

test('a notebook with sliders and a scene runs', async () => {
  await page.goto(address.replace('/?', `/lab/tree/notebooks/${NOTEBOOK}.ipynb?`));
  await page.locator('.jp-Notebook h1').first().waitFor();
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
  // the kernel reads the messages of sliders when no cell runs
  const prompts = page.locator('.jp-CodeCell .jp-InputPrompt');
  const end = Date.now() + 900_000;
  while (!(await prompts.allTextContents()).every(text => /\[\d+\]/.test(text))) {
    assert.ok(Date.now() < end, 'the cells did not end');
    await sleep(500);
  }
  await page.locator('.jp-Notebook .larmor-scene canvas').waitFor();
  await page.locator('.jp-Notebook .widget-image').waitFor();
});

test('a slider moves, and the picture follows', async t => {
  const view = page.locator('.jp-Notebook .jupyter-widgets.widget-vbox').first();
  const picture = () => view.locator('img').getAttribute('src');
  await view.scrollIntoViewIfNeeded();
  for (const handle of await view.locator('.noUi-handle').all()) {
    const old = await picture();
    await handle.focus();
    await page.keyboard.press('ArrowLeft');
    const time = await changes('another picture', picture, old);
    t.diagnostic(`redrawn after ${time} ms`);
    await sleep(500);
  }
  assert.equal(await view.locator('.widget-readout').first().textContent(), '59');
  assert.equal((await view.locator('.widget-html-content').textContent()).trim(), '');
  await screenshot(page, 'slider-moved');
});

test('the scene turns with the mouse and with the keys, and returns', async () => {
  const canvas = page.locator('.jp-Notebook .larmor-scene canvas').first();
  const look = () => canvas.evaluate(c => c.toDataURL());
  await canvas.scrollIntoViewIfNeeded();
  await sleep(500);
  const first = await look();
  const box = await canvas.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 80, y + 30, { steps: 5 });
  await page.mouse.up();
  await changes('the scene after a drag', look, first);
  await screenshot(page, 'scene-turned');
  const turned = await look();
  await canvas.press('ArrowLeft');
  await changes('the scene after a key', look, turned);
  await page.locator('.larmor-scene button[title="as at first"]').first().click();
  await sleep(500);
  assert.equal(await look(), first);
});

