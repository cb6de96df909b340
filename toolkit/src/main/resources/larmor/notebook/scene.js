// Draws a scene of Scene3D or SkyGlobe in the element root and turns it with the pointer or the
// arrow keys. Parallel projection; points are quantised to 16 bits.
(function (root, scene) {
  'use strict';
  const still = root.querySelector('.still');
  if (still) still.remove();
  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', scene.label + '; drag or use the arrow keys to turn it');
  canvas.style.cssText = 'display:block;width:100%;cursor:grab;touch-action:pan-y;outline-offset:-2px';
  root.append(canvas);
  const pen = canvas.getContext('2d');
  const home = { turn: scene.turn, tilt: scene.tilt, zoom: 1 };
  const view = { ...home };
  const INK = '#222222';
  let frame = 0;
  let asked = false;

  function numbers(text) {
    const bytes = atob(text);
    const view16 = new DataView(new ArrayBuffer(bytes.length));
    for (let i = 0; i < bytes.length; i++) view16.setUint8(i, bytes.charCodeAt(i));
    const values = new Float32Array(bytes.length / 2);
    for (let i = 0; i < values.length; i++) values[i] = view16.getInt16(2 * i, true) / 32000;
    return values;
  }

  /** Unit vectors to the right, up and towards the reader. */
  function axes() {
    const s = Math.sin(view.turn), c = Math.cos(view.turn);
    const S = Math.sin(view.tilt), C = Math.cos(view.tilt);
    return { right: [-s, c, 0], up: [-S * c, -S * s, C], near: [C * c, C * s, S] };
  }
  const dot = (a, x, y, z) => a[0] * x + a[1] * y + a[2] * z;

  function label(text, x, y, align, colour) {
    pen.textAlign = align;
    pen.lineWidth = 3;
    pen.strokeStyle = 'rgba(255,255,255,0.8)';
    pen.strokeText(text, x, y);
    pen.fillStyle = colour || INK;
    pen.fillText(text, x, y);
  }

  // Lines: one list of points and, for each segment, its two points and its line.
  const lines = (scene.lines || []).map(line => ({ ...line, points: numbers(line.data) }));
  const segments = [];
  lines.forEach((line, which) => {
    let at = 0;
    for (const length of line.lengths) {
      for (let i = 1; i < length; i++) segments.push([which, at + i - 1, at + i]);
      at += length;
    }
  });
  const depth = new Float32Array(segments.length);
  const moving = scene.moving && { ...scene.moving, points: numbers(scene.moving.data) };
  if (moving) {
    let at = 0;
    moving.starts = moving.lengths.map(length => (at += length) - length);
  }
  let slice = null;
  let texture = null;
  if (scene.slice) picture(scene.slice.image, image => { slice = image; });
  if (scene.globe) {
    picture(scene.globe.image, image => {
      const sheet = document.createElement('canvas');
      sheet.width = image.naturalWidth;
      sheet.height = image.naturalHeight;
      const copy = sheet.getContext('2d');
      copy.drawImage(image, 0, 0);
      texture = copy.getImageData(0, 0, sheet.width, sheet.height);
    });
  }

  function picture(source, use) {
    const image = new Image();
    image.onload = () => { use(image); ask(); };
    image.src = source;
  }

  function drawScene(width, height, top) {
    const { right, up, near } = axes();
    const scale = view.zoom * Math.min(width, height - top) / 3.6;
    const cx = width / 2, cy = top + (height - top) / 2;
    const X = (x, y, z) => cx + scale * dot(right, x, y, z);
    const Y = (x, y, z) => cy - scale * dot(up, x, y, z);
    box(X, Y, near);
    const plane = scene.slice;
    const side = plane ? Math.sign(near[plane.axis]) || 1 : 1;
    const order = [...segments.keys()];
    for (const i of order) {
      const [which, a, b] = segments[i];
      const p = lines[which].points;
      depth[i] = dot(near, p[3 * a] + p[3 * b], p[3 * a + 1] + p[3 * b + 1], p[3 * a + 2] + p[3 * b + 2]) / 2;
    }
    order.sort((i, j) => depth[i] - depth[j]);
    const behind = i => {
      const [which, a, b] = segments[i];
      const p = lines[which].points;
      return side * ((p[3 * a + plane.axis] + p[3 * b + plane.axis]) / 2 - plane.place) < 0;
    };
    const stroke = i => {
      const [which, a, b] = segments[i];
      const p = lines[which].points;
      pen.globalAlpha = Math.max(0.25, Math.min(1, 0.65 + 0.3 * depth[i]));
      pen.strokeStyle = lines[which].colour;
      pen.lineWidth = lines[which].width;
      pen.beginPath();
      pen.moveTo(X(p[3 * a], p[3 * a + 1], p[3 * a + 2]), Y(p[3 * a], p[3 * a + 1], p[3 * a + 2]));
      pen.lineTo(X(p[3 * b], p[3 * b + 1], p[3 * b + 2]), Y(p[3 * b], p[3 * b + 1], p[3 * b + 2]));
      pen.stroke();
      pen.globalAlpha = 1;
    };
    if (plane && slice) {
      order.filter(behind).forEach(stroke);
      const u = (plane.axis + 1) % 3, v = (plane.axis + 2) % 3;
      const corner = [0, 0, 0];
      corner[plane.axis] = plane.place;
      corner[u] = -1;
      corner[v] = 1;
      const w = 2 / slice.naturalWidth, h = -2 / slice.naturalHeight;
      pen.save();
      pen.globalAlpha = 0.85;
      pen.transform(scale * right[u] * w, -scale * up[u] * w, scale * right[v] * h, -scale * up[v] * h, X(...corner), Y(...corner));
      pen.drawImage(slice, 0, 0);
      pen.restore();
      order.filter(i => !behind(i)).forEach(stroke);
    } else {
      order.forEach(stroke);
    }
    if (moving) drawMoving(X, Y, near);
    allNames(X, Y, near);
  }

  /** The edges of the box, without the three that meet in its nearest corner. */
  function box(X, Y, near) {
    pen.strokeStyle = '#999999';
    pen.lineWidth = 1;
    for (let axis = 0; axis < 3; axis++) {
      const u = (axis + 1) % 3, v = (axis + 2) % 3;
      for (const a of [-1, 1]) {
        for (const b of [-1, 1]) {
          if (a * near[u] > 0 && b * near[v] > 0) continue;
          const p = [0, 0, 0], q = [0, 0, 0];
          p[axis] = -1; q[axis] = 1;
          p[u] = q[u] = a; p[v] = q[v] = b;
          pen.beginPath();
          pen.moveTo(X(...p), Y(...p));
          pen.lineTo(X(...q), Y(...q));
          pen.stroke();
        }
      }
    }
  }

  /** The names and the ends of the axes, at edges of the outline. */
  function allNames(X, Y, near) {
    const sign = near.map(n => (n >= 0 ? 1 : -1));
    names(X, Y, 0, p => { p[1] = sign[1]; p[2] = -sign[2]; });
    names(X, Y, 1, p => { p[0] = sign[0]; p[2] = -sign[2]; });
    const left = X(sign[0], -sign[1], 0) < X(-sign[0], sign[1], 0) ? 1 : -1;
    names(X, Y, 2, p => { p[0] = left * sign[0]; p[1] = -left * sign[1]; });
  }

  function names(X, Y, axis, place) {
    for (const at of [-1, 0, 1]) {
      const p = [0, 0, 0];
      place(p);
      p[axis] = 0.88 * at;
      for (let i = 0; i < 3; i++) if (i !== axis) p[i] *= 1.16;
      label(at === 0 ? scene.axes[axis] : scene.ticks[axis][at < 0 ? 0 : 1], X(...p), Y(...p) + 4, 'center', '#444444');
    }
  }

  function drawMoving(X, Y, near) {
    const { points, lengths, starts, colours } = moving;
    const order = colours.map((_, i) => i);
    const at = (i, f) => 3 * (starts[i] + Math.min(f, lengths[i] - 1));
    order.sort((i, j) => {
      const a = at(i, frame), b = at(j, frame);
      return dot(near, points[a], points[a + 1], points[a + 2]) - dot(near, points[b], points[b + 1], points[b + 2]);
    });
    for (const i of order) {
      pen.strokeStyle = pen.fillStyle = colours[i];
      pen.globalAlpha = 0.55;
      pen.lineWidth = 1.2;
      pen.beginPath();
      for (let f = 0; f <= Math.min(frame, lengths[i] - 1); f++) {
        const a = at(i, f);
        pen[f ? 'lineTo' : 'moveTo'](X(points[a], points[a + 1], points[a + 2]), Y(points[a], points[a + 1], points[a + 2]));
      }
      pen.stroke();
      pen.globalAlpha = 1;
      const a = at(i, frame);
      pen.beginPath();
      pen.arc(X(points[a], points[a + 1], points[a + 2]), Y(points[a], points[a + 1], points[a + 2]), 3.4, 0, 7);
      pen.fill();
      pen.strokeStyle = '#555555';
      pen.lineWidth = 0.6;
      pen.stroke();
    }
    pen.fillStyle = INK;
    pen.beginPath();
    pen.arc(X(...moving.centre), Y(...moving.centre), 3, 0, 7);
    pen.fill();
  }

  function drawGlobe(width, height, top, ratio) {
    const { right, up, near } = axes();
    const radius = view.zoom * (Math.min(width, height - top) / 2 - 8);
    const cx = width / 2, cy = top + (height - top) / 2;
    if (texture) {
      const R = Math.round(radius * ratio);
      const size = 2 * R + 1;
      const out = new ImageData(size, size);
      const { width: tw, height: th, data } = texture;
      for (let j = 0; j < size; j++) {
        for (let i = 0; i < size; i++) {
          const x = (i - R) / R, y = (R - j) / R;
          const q = 1 - x * x - y * y;
          if (q < 0) continue;
          const d = Math.sqrt(q);
          // the sky is seen from inside: right ascension grows to the left
          const a = -x * right[0] + y * up[0] + d * near[0];
          const b = -x * right[1] + y * up[1] + d * near[1];
          const c = y * up[2] + d * near[2];
          const column = Math.min(tw - 1, Math.floor((Math.atan2(b, a) / (2 * Math.PI) + 1) % 1 * tw));
          const row = Math.min(th - 1, Math.floor(Math.acos(Math.max(-1, Math.min(1, c))) / Math.PI * th));
          const from = 4 * (row * tw + column), to = 4 * (j * size + i);
          out.data[to] = data[from];
          out.data[to + 1] = data[from + 1];
          out.data[to + 2] = data[from + 2];
          out.data[to + 3] = 255;
        }
      }
      const sheet = document.createElement('canvas');
      sheet.width = sheet.height = size;
      sheet.getContext('2d').putImageData(out, 0, 0);
      pen.drawImage(sheet, cx - radius, cy - radius, 2 * radius, 2 * radius);
    }
    const X = (x, y, z) => cx - radius * dot(right, x, y, z);
    const Y = (x, y, z) => cy - radius * dot(up, x, y, z);
    pen.strokeStyle = 'rgba(60,60,60,0.35)';
    pen.lineWidth = 0.8;
    const circle = direction => {
      let drawn = false;
      pen.beginPath();
      for (let k = 0; k <= 120; k++) {
        const p = direction(k / 120);
        const front = dot(near, ...p) > 0;
        if (front) pen[drawn ? 'lineTo' : 'moveTo'](X(...p), Y(...p));
        drawn = front;
      }
      pen.stroke();
    };
    const sky = (ra, dec) => [Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec)];
    for (let dec = -60; dec <= 60; dec += 30) circle(s => sky(2 * Math.PI * s, dec * Math.PI / 180));
    for (let ra = 0; ra < 360; ra += 30) circle(s => sky(ra * Math.PI / 180, Math.PI * (s - 0.5)));
    for (let ra = 0; ra < 360; ra += 60) {
      const p = sky(ra * Math.PI / 180, 0);
      if (dot(near, ...p) > 0.25) label(ra + '°', X(...p), Y(...p) - 3, 'center');
    }
    for (const dec of [-60, -30, 30, 60]) {
      const p = sky(view.turn, dec * Math.PI / 180);
      if (dot(near, ...p) > 0.25) label((dec > 0 ? '+' : '−') + Math.abs(dec) + '°', X(...p), Y(...p) - 3, 'center');
    }
    for (const mark of scene.globe.marks) {
      const p = sky(mark.ra, mark.dec);
      if (dot(near, ...p) < 0) continue;
      pen.fillStyle = INK;
      pen.beginPath();
      pen.arc(X(...p), Y(...p), 4, 0, 7);
      pen.fill();
      label(mark.name, X(...p) + 8, Y(...p) + 5, 'left');
    }
    pen.strokeStyle = INK;
    pen.lineWidth = 1.1;
    pen.beginPath();
    pen.arc(cx, cy, radius, 0, 7);
    pen.stroke();
  }

  /** The title, the names of the lines, and the scale of colours. */
  function legend(width, height) {
    pen.textBaseline = 'alphabetic';
    pen.font = 'bold 14px sans-serif';
    if (scene.title) label(scene.title, width / 2, 18, 'center');
    pen.font = '12px sans-serif';
    let y = scene.title ? 38 : 18;
    for (const line of lines) {
      pen.strokeStyle = line.colour;
      pen.lineWidth = 2.5;
      pen.beginPath();
      pen.moveTo(8, y - 4);
      pen.lineTo(28, y - 4);
      pen.stroke();
      label(line.name, 34, y, 'left');
      y += 16;
    }
    const bar = scene.bar;
    if (!bar) return;
    const w = Math.min(220, width * 0.45), left = (width - w) / 2, up = height - 34;
    bar.colours.forEach((colour, i) => {
      pen.fillStyle = colour;
      pen.fillRect(left + i * w / bar.colours.length, up, w / bar.colours.length + 0.6, 9);
    });
    pen.strokeStyle = INK;
    pen.lineWidth = 0.6;
    pen.strokeRect(left, up, w, 9);
    label(bar.low, left - 6, up + 9, 'right');
    label(bar.high, left + w + 6, up + 9, 'left');
    label(bar.name, left + w / 2, up + 25, 'center');
  }

  function draw() {
    asked = false;
    const width = canvas.clientWidth;
    if (width === 0) return;
    const top = scene.title ? 22 : 2, bottom = scene.bar ? 40 : 4;
    const height = Math.round(Math.min(width, 560) * 0.86) + top + bottom;
    const ratio = window.devicePixelRatio || 1;
    canvas.style.height = height + 'px';
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = '#ffffff';
    pen.fillRect(0, 0, width, height);
    pen.lineJoin = pen.lineCap = 'round';
    pen.font = '12px sans-serif';
    if (scene.globe) drawGlobe(width, height - bottom, top, ratio);
    else drawScene(width, height - bottom, top);
    legend(width, height);
  }

  function ask() {
    if (!asked) {
      asked = true;
      requestAnimationFrame(draw);
    }
  }

  function turn(dx, dy) {
    view.turn += (scene.globe ? 1 : -1) * dx;
    view.tilt = Math.max(-1.55, Math.min(1.55, view.tilt + dy));
    ask();
  }

  let held = null;
  canvas.addEventListener('pointerdown', event => {
    held = [event.clientX, event.clientY];
    canvas.setPointerCapture(event.pointerId);
    canvas.style.cursor = 'grabbing';
  });
  canvas.addEventListener('pointermove', event => {
    if (!held) return;
    const speed = 3 / canvas.clientWidth / view.zoom;
    turn((event.clientX - held[0]) * speed, (event.clientY - held[1]) * speed);
    held = [event.clientX, event.clientY];
  });
  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, () => { held = null; canvas.style.cursor = 'grab'; });
  }
  canvas.addEventListener('keydown', event => {
    const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    if (step) turn(...step);
    else if (event.key === '+') view.zoom = Math.min(8, view.zoom * 1.2);
    else if (event.key === '-') view.zoom = Math.max(0.5, view.zoom / 1.2);
    else return;
    event.preventDefault();
    event.stopPropagation();
    ask();
  });

  const bar = document.createElement('div');
  bar.style.cssText = 'display:flex;flex-wrap:wrap;gap:6px;align-items:center;font:13px sans-serif;color:#444';
  root.append(bar);
  function button(text, title, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.title = title;
    made.setAttribute('aria-label', title);
    made.style.cssText = 'font:13px sans-serif;min-width:2em;padding:2px 8px';
    made.addEventListener('click', act);
    bar.append(made);
    return made;
  }
  const zoom = factor => { view.zoom = Math.max(0.5, Math.min(8, view.zoom * factor)); ask(); };
  button('+', 'larger', () => zoom(1.25));
  button('−', 'smaller', () => zoom(0.8));
  button('↺', 'as at first', () => { Object.assign(view, home); ask(); });
  if (moving) {
    const slider = document.createElement('input');
    const text = document.createElement('span');
    const show = () => {
      frame = Number(slider.value);
      text.textContent = moving.name + ' ' + (moving.last * frame / (moving.frames - 1)).toPrecision(3) + ' ' + moving.unit;
      ask();
    };
    let playing = 0;
    const stop = () => { clearInterval(playing); playing = 0; play.textContent = '▶'; };
    const play = button('▶', 'play or stop', () => {
      if (playing) { stop(); return; }
      if (frame === moving.frames - 1) slider.value = 0;
      play.textContent = '■';
      playing = setInterval(() => {
        slider.value = Number(slider.value) + 2;
        show();
        if (frame === moving.frames - 1 || !root.isConnected) stop();
      }, 60);
    });
    slider.type = 'range';
    slider.min = 0;
    slider.max = moving.frames - 1;
    slider.value = moving.first;
    slider.setAttribute('aria-label', moving.name);
    slider.style.flex = '1 1 120px';
    slider.addEventListener('input', () => { if (playing) stop(); show(); });
    text.style.minWidth = '12em';
    bar.append(slider, text);
    show();
  } else {
    const text = document.createElement('span');
    text.textContent = 'drag to turn';
    bar.append(text);
  }
  new ResizeObserver(ask).observe(canvas);
  draw();
})
