// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// A signature with the finger: lines as points of 0 to 1000 in a hidden field. Who cannot draw ticks the box instead.
const box = document.getElementById("unterschreiben");
const canvas = document.getElementById("unterschrift");
const field = document.querySelector("[name=strokes]");
const form = document.getElementById("zustimmung");

if (box && canvas?.getContext) {
  box.hidden = false;
  const pen = canvas.getContext("2d");
  let strokes = [];
  let current = null;

  const ink = () => getComputedStyle(canvas).color;
  const place = (event) => {
    const at = canvas.getBoundingClientRect();
    const across = ((event.clientX - at.left) / at.width) * 1000;
    const down = ((event.clientY - at.top) / at.height) * 1000;
    return [Math.round(across), Math.round(down)].map((side) => Math.max(0, Math.min(1000, side)));
  };
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = ink();
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    for (const stroke of strokes) {
      pen.beginPath();
      for (const [x, y] of stroke) pen.lineTo((x / 1000) * canvas.width, (y / 1000) * canvas.height);
      pen.stroke();
    }
  };
  const keep = () => { field.value = JSON.stringify(strokes); };

  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = [place(event)];
    strokes.push(current);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current || current.length >= 400) return;
    const next = place(event);
    const last = current.at(-1);
    // Points that hardly move say nothing and cost room.
    if (Math.abs(next[0] - last[0]) + Math.abs(next[1] - last[1]) < 4) return;
    current.push(next);
    draw();
  });
  const lift = () => { current = null; keep(); };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  document.getElementById("neu").addEventListener("click", () => { strokes = []; keep(); draw(); });

  if (field.value) {
    strokes = JSON.parse(field.value);
    draw();
  }
  form.addEventListener("submit", keep);
}
