// Texts on the page whose contrast to what they stand on is below WCAG AA (4.5, large ones 3), shadow roots included: [[text, ratio]…].
// The grounds: https://www.w3.org/TR/WCAG21/#contrast-minimum
() => {
  const part = (value) => ((value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  const colour = (css) => { const found = css.match(/[\d.]+/g).map(Number); return found.length < 4 ? [...found, 1] : found; };
  const over = (top, below) => [0, 1, 2].map((n) => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement || at.getRootNode().host) {
      layers.push(colour(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const hard = [];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join("");
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      if (!text || !box.width || !box.height || style.visibility === "hidden" || style.opacity === "0") continue;
      if (element.closest("[disabled], [aria-disabled=true], style, script")) continue;
      const below = ground(element);
      const [light, dark] = [luminance(over(colour(style.color), below)), luminance(below)].sort((a, b) => b - a);
      const size = parseFloat(style.fontSize);
      const wanted = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio < wanted) hard.push([text.slice(0, 30), Math.round(ratio * 100) / 100]);
    }
  };
  look(document);
  return hard;
}
