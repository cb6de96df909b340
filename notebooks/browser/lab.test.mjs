// A student's first hour, in a real browser:
//   npm ci && npm test      in notebooks/browser, after `python3 notebooks/lab.py` has run once
// Linux, Node.js 20 or newer, Chromium or Chrome. Pictures go to notebooks/build/screenshots.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { kernels, screenshot, startBrowser, startLab, stopLab } from './lab.mjs';

const SMALL = { width: 1024, height: 640 };
const LARGE = { width: 1920, height: 1080 };
// It takes minutes; the limits on what follows an interrupt leave room for a busy machine.
const LONG_CELL = 'PaperSet.SET_3.tracer(notebook.field(PaperSet.SET_3))'
  + '.run(LaunchDirections.uniform(400_000, 5), Workers.all(), progress("many protons"))';

let lab, address, browser, page;

before(async () => {
  ({ lab, address } = await startLab());
  browser = await startBrowser();
  page = await browser.newPage({ viewport: SMALL });
  page.setDefaultTimeout(60_000);
}, { timeout: 600_000 });

after(async () => {
  await browser?.close();
  if (lab) await stopLab(lab);
});

const shown = (selector, options) =>
  page.locator(`.jp-NotebookPanel:not(.lm-mod-hidden) ${selector}`, options);

const press = name => shown(`[data-jp-item-name="${name}"] jp-button`).click();

const kernelIs = async state =>
  state.test(await page.locator('#jp-main-statusbar').textContent());
const idle = () => kernelIs(/Java \(Larmor\) \| Idle/);
/** Lab does not know a kernel's state before its first cell. */
const connected = () => kernelIs(/Java \(Larmor\) \| (Idle|Unknown)/);

async function until(what, seconds, isTrue) {
  const end = Date.now() + 1000 * seconds;
  while (!await isTrue()) {
    if (Date.now() > end) {
      await screenshot(page, 'failed');
      assert.fail(`not within ${seconds} s: ${what}`);
    }
    await sleep(50);
  }
}

async function everyCellRuns() {
  await until('every cell has a number', 300, async () => {
    assert.deepEqual(await errors(), []);
    const prompts = await shown('.jp-CodeCell .jp-InputPrompt').allTextContents();
    return prompts.every(text => /\[\d+\]/.test(text));
  });
  await until('the kernel is idle', 10, idle);
  assert.deepEqual(await errors(), []);
}

/** What cells wrote to the error stream, exceptions included. */
const errors = () => shown('[data-mime-type="application/vnd.jupyter.stderr"]').allTextContents();

/** The pictures of the notebook: pixels of the file, and the size and place on the page. */
const pictures = () => shown('.jp-RenderedImage img').evaluateAll(images => images.map(image => {
  const area = image.closest('.jp-OutputArea-output').getBoundingClientRect();
  const box = image.getBoundingClientRect();
  return {
    pixels: image.naturalWidth, width: Math.round(box.width), fits: box.right <= area.right + 1 };
}));

/** Puts a cell below the last one and runs it. */
async function runNewCell(code) {
  await shown('.jp-Cell').last().locator('.jp-InputPrompt').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(code);
  await page.keyboard.press('Control+Enter');
  return shown('.jp-Cell').last();
}

test('the index opens, and its links open notebooks', async () => {
  await page.goto(address);
  await page.locator('.jp-MarkdownViewer h1').waitFor();
  await page.locator('.jp-MarkdownViewer a', { hasText: 'fig5-power-spectra' }).first().waitFor();
  const broken = await page.locator('.jp-MarkdownViewer img').evaluateAll(images =>
    Promise.all(images.map(i => i.decode().then(() => null, () => i.src))));
  assert.deepEqual(broken.filter(src => src), []);
  await screenshot(page, 'index-small');
  await page.setViewportSize(LARGE);
  await screenshot(page, 'index-large');
  await page.setViewportSize(SMALL);
  await page.locator('.jp-MarkdownViewer a', { hasText: 'fig5-power-spectra' }).first().click();
  await shown('h1', { hasText: 'Figure 5' }).first().waitFor();
  await screenshot(page, 'fig5-opened');
});

test('all of Figure 5 runs and its picture is sharp and fits the screen', async () => {
  await until('the kernel is connected', 60, connected);
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
  await everyCellRuns();
  for (const [name, size] of [['small', SMALL], ['large', LARGE]]) {
    await page.setViewportSize(size);
    for (let settled = 0; settled < 2; settled++) {
      await shown('.jp-RenderedImage img').first()
        .evaluate(image => image.scrollIntoView({ block: 'center' }));
      await sleep(500);
    }
    const all = await pictures();
    assert.ok(all.length >= 1, 'no picture');
    for (const picture of all) {
      assert.ok(picture.fits, `a picture is wider than its cell on the ${name} screen`);
      assert.ok(picture.pixels >= 2 * picture.width, `a picture is blurred: ${picture.pixels}`);
    }
    await screenshot(page, `fig5-picture-${name}`);
  }
  await page.setViewportSize(SMALL);
  await shown('caption', { hasText: 'Checks' }).last().evaluate(t => t.scrollIntoView());
  await sleep(300);
  await screenshot(page, 'fig5-checks');
});

test('progress moves, an interrupt stops the work, and the kernel answers', async () => {
  const cell = await runNewCell(LONG_CELL);
  const bar = cell.locator('.jp-RenderedHTMLCommon', { hasText: 'many protons' });
  const seen = [];
  await until('progress with the time left moves', 240, async () => {
    const text = (await bar.count()) ? (await bar.first().textContent()).trim() : '';
    if (/ [1-9]\d* %, .* left$/.test(text) && !seen.includes(text)) seen.push(text);
    return seen.length >= 3;
  });
  await screenshot(page, 'progress');
  await press('interrupt');
  await until('the cell ends', 20, idle);
  const answer = await runNewCell('6 * 7');
  await answer.locator('.jp-OutputArea-output', { hasText: '42' }).waitFor({ timeout: 20_000 });
  await screenshot(page, 'interrupted');
  await sleep(1000);
  const [before] = kernels(lab);
  await sleep(3000);
  const [later] = kernels(lab);
  const busy = later.seconds - before.seconds;
  assert.ok(busy < 0.75, `the kernel worked ${busy} s of 3 s after the interrupt`);
});

test('the kernel restarts and runs the notebook again', async () => {
  await shown('.jp-Cell').last().locator('.jp-InputPrompt').click();
  for (let added = 0; added < 2; added++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
  }
  const [old] = kernels(lab);
  await press('restart-and-run');
  await page.locator('.jp-Dialog button.jp-mod-accept').click();
  await until('another kernel runs', 30, async () => kernels(lab).some(k => k.id !== old.id));
  await everyCellRuns();
  assert.ok((await pictures()).length >= 1, 'no picture');
  const now = kernels(lab);
  assert.equal(now.length, 1, 'one kernel runs');
  assert.notEqual(now[0].id, old.id, 'the kernel is another process');
  await screenshot(page, 'restarted');
});
