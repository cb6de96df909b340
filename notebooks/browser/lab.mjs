// JupyterLab as `python3 notebooks/lab.py` starts it, and Chromium to look at it.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const NOTEBOOKS = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const SCREENSHOTS = join(NOTEBOOKS, 'build', 'screenshots');
const QUIET = [
  '--disable-background-networking', '--disable-component-update', '--disable-gpu',
  '--disable-quic', '--disable-sync', '--no-first-run'];
const ROOT = process.getuid?.() === 0;

/** Settings of a reader who has none, but saves nothing unasked: the notebooks stay as they are. */
function emptySettings() {
  const folder = mkdtempSync(join(tmpdir(), 'larmor-lab-'));
  const plugin = join(folder, '@jupyterlab', 'docmanager-extension');
  mkdirSync(plugin, { recursive: true });
  writeFileSync(join(plugin, 'plugin.jupyterlab-settings'), '{"autosave": false}');
  return { JUPYTERLAB_SETTINGS_DIR: folder, JUPYTERLAB_WORKSPACES_DIR: join(folder, 'workspaces') };
}

/** Starts Lab on a free port; resolves to its address and its process. */
export function startLab() {
  const options = [join(NOTEBOOKS, 'lab.py'), '--no-browser', '--port=0',
    '--IdentityProvider.token=browser-test'];
  const python = process.env.PYTHON ?? 'python3';
  const lab = spawn(
    python, ROOT ? [...options, '--allow-root'] : options,
    { env: { ...process.env, ...emptySettings() } });
  return new Promise((done, failed) => {
    let told = '';
    const hear = text => {
      told += text;
      const address = told.match(/http:\/\/(?:localhost|127\.0\.0\.1):(\d+)\//);
      if (address) done({ address: `http://localhost:${address[1]}/?token=browser-test`, lab });
    };
    lab.stdout.on('data', hear);
    lab.stderr.on('data', hear);
    lab.on('error', failed);
    lab.on('exit', code => failed(new Error(`lab.py ended with ${code}:\n${told}`)));
  });
}

/** Stops Lab with its kernels; resolves when it has ended. */
export function stopLab(lab) {
  return new Promise(done => {
    lab.removeAllListeners('exit');
    lab.on('exit', done);
    const server = processes().find(p => p.parent === lab.pid);
    process.kill(server ? server.id : lab.pid, 'SIGTERM');
  });
}

export function startBrowser() {
  const executablePath = process.env.CHROMIUM
    ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({ executablePath, args: ROOT ? [...QUIET, '--no-sandbox'] : QUIET });
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, name + '.png') });
}

function processes() {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'latin1');
      const ticks = Number(fields[11]) + Number(fields[12]);
      return [{ id: Number(name), parent: Number(fields[1]), command, ticks }];
    } catch {
      return []; // it has ended
    }
  });
}

/** The Java kernels that descend from Lab: process and seconds of processor time so far. */
export function kernels(lab) {
  const all = processes();
  const ours = new Set([lab.pid]);
  for (let before = 0; before < ours.size;) {
    before = ours.size;
    all.filter(p => ours.has(p.parent)).forEach(p => ours.add(p.id));
  }
  return all.filter(p => ours.has(p.id) && p.command.includes('jjava.jar'))
    .map(p => ({ id: p.id, seconds: p.ticks / 100 }));
}
