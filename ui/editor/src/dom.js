// Elements made by hand: text only ever enters as text, so that nothing in a file can become markup.

/** An element with properties (class, title, on…, aria-…) and children: strings become text nodes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name === "className" ? "class" : name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that does not take the caret away from the text. */
export function button(label, action, properties = {}) {
  return h("button", { type: "button", className: "ng-button", onmousedown: (event) => event.preventDefault(), onclick: action, ...properties }, label);
}

/** A moment as 14:03. */
export function clock(moment) {
  const at = moment ? new Date(moment) : new Date();
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}
