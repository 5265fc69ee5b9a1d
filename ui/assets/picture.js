// Saves the chart that is drawn in a container of the page as a picture, on white; it never leaves the browser.
const SHARP = 2; // pixels of the picture for one of the screen
const MARGIN = 24;

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function paint(drawn, width, height, name) {
  const picture = document.createElement("canvas");
  [picture.width, picture.height] = [width * SHARP, height * SHARP];
  const pen = picture.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.drawImage(drawn, 0, 0, picture.width, picture.height);
  picture.toBlob((content) => save(content, name));
}

export default function (component) {
  const { parentElement, data } = component;
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const drawn = document.querySelector(`.st-key-${CSS.escape(data.container)} :is(canvas, svg).marks`);
    if (!drawn) return;
    const { width, height } = drawn.getBoundingClientRect();
    if (drawn instanceof HTMLCanvasElement) return paint(drawn, width, height, data.name);
    const copy = drawn.cloneNode(true);
    // a margin: by itself a picture has other fonts than the page, and its words may be wider
    const [w, h] = [width + 2 * MARGIN, height + 2 * MARGIN];
    copy.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${w} ${h}`);
    copy.setAttribute("width", w);
    copy.setAttribute("height", h);
    copy.style.backgroundColor = "#ffffff";
    const image = new Image();
    image.onload = () => paint(image, w, h, data.name);
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  };
}
