import { setTimeout as sleep } from 'node:timers/promises';
import { startBrowser, startLab, stopLab } from './lab.mjs';
const { lab, address } = await startLab();
const browser = await startBrowser();
const url = path => address.replace('/?', '/lab/tree/' + path + '?');
const shots = [];
async function look(page, tag, name, selector, index) {
  if (selector) {
    const all = page.locator(selector);
    const n = await all.count();
    if (!n) { console.log('none', selector); return; }
    for (let k = 0; k < 2; k++) { await all.nth(Math.min(index ?? 0, n - 1)).evaluate(e => e.scrollIntoView({ block: 'center' })); await sleep(700); }
  }
  await page.screenshot({ path: `/tmp/shots/${tag}-${name}.png` });
}
async function wide(page, tag, name) {
  const r = await page.locator('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-OutputArea-output').evaluateAll(os => os.map(o => {
    const t = o.querySelector('table, img, pre'); if (!t) return null;
    const a = o.getBoundingClientRect(), b = t.getBoundingClientRect();
    return { kind: t.tagName, over: Math.round(b.right - a.right), w: Math.round(b.width), nat: t.naturalWidth };
  }).filter(x => x));
  console.log(tag, name, JSON.stringify(r.filter(x => x.over > 1)), 'of', r.length, JSON.stringify(r.filter(x => x.kind === 'IMG')));
}
try {
  for (const [tag, w, h, s] of [['small', 1024, 640, 1], ['large', 2560, 1440, 2]]) {
    const context = await browser.newContext({ viewport: { width: w, height: h }, deviceScaleFactor: s });
    const page = await context.newPage();
    page.setDefaultTimeout(60000);
    await page.goto(address);
    await page.locator('.jp-MarkdownViewer h1').waitFor();
    await sleep(3000);
    await look(page, tag, 'index');
    await look(page, tag, 'index-course', '.jp-MarkdownViewer h2', 1);
    await look(page, tag, 'index-paper', '.jp-MarkdownViewer h2', 2);
    for (const nb of ['course-06-dipole-to-sky', 'fig5-power-spectra', 'course-01-gyration-and-integrators']) {
      await page.goto(url('notebooks/build/' + nb + '.ipynb'));
      await page.locator('.jp-NotebookPanel h1').first().waitFor();
      await sleep(3500);
      const P = '.jp-NotebookPanel:not(.lm-mod-hidden) ';
      await look(page, tag, nb.slice(0, 9) + '-top');
      await look(page, tag, nb.slice(0, 9) + '-pic', P + '.jp-RenderedImage img', 0);
      await look(page, tag, nb.slice(0, 9) + '-pic2', P + '.jp-RenderedImage img', 2);
      await look(page, tag, nb.slice(0, 9) + '-table', P + '.jp-RenderedHTMLCommon table', 0);
      await look(page, tag, nb.slice(0, 9) + '-last', P + '.jp-RenderedHTMLCommon table', 99);
      await wide(page, tag, nb);
      const d = page.locator('.jp-Dialog button.jp-mod-accept'); if (await d.count()) await d.first().click();
    }
    await context.close();
  }
} finally { await browser.close(); await stopLab(lab); }
