// What Streamlit says in English to a screen reader, in Chinese: it has no translation of its own. What is seen is put right in theme.css.
const NAMES = {
  "App pages": "各页",
  Close: "关闭",
  "Choose date": "选日期",
  "Collapse sidebar": "收起侧栏",
  "Copy Vega-Lite spec": "复制图的数据",
  "Download as CSV": "下载为CSV",
  "Download as PNG": "下载为图片",
  "Expand sidebar": "展开侧栏",
  "Exit fullscreen": "退出全屏",
  Fullscreen: "全屏",
  "Link to heading": "本段的链接",
  Open: "展开",
  Search: "查找",
  "Send message": "发送",
  "Show data": "看数据",
  "Show/hide columns": "选显示的列",
  Sidebar: "侧栏",
  "Vega visualization": "图",
  "file upload": "选择文件",
  "Choose an option": "请选择",
  "Skip to main content": "跳到正文",
};
const STARTS = [
  [/^Help for (.+)$/s, "$1：说明"],
  [/^year, (.+)$/, "$1，年"],
  [/^month, (.+)$/, "$1，月"],
  [/^day, (.+)$/, "$1，日"],
];
const SAID = ["aria-label", "placeholder"];

function inChinese(said) {
  if (Object.hasOwn(NAMES, said)) return NAMES[said];
  const found = STARTS.find(([pattern]) => pattern.test(said));
  return found ? said.replace(found[0], found[1]) : said;
}

function name(element) {
  for (const attribute of SAID) {
    const said = element.getAttribute(attribute);
    const told = said && inChinese(said);
    if (told !== said) element.setAttribute(attribute, told);
  }
  if (element.matches(DRAWN)) element.setAttribute("aria-hidden", "true"); // a chart tells its axes in English; the table beside it says the same
  // its words are hidden and ours stand beside them by style alone, which nobody hears
  if (element.matches(NAMELESS) && !element.getAttribute("aria-label")) element.setAttribute("aria-label", element.matches("a") ? "跳到正文" : "选择文件");
}

/** An empty date tells where its year, month and day go. */
function dated(span) {
  const told = DATED[span.textContent];
  if (told && span.childNodes.length === 1 && span.firstChild.nodeType === Node.TEXT_NODE) span.firstChild.data = told;
}

const DATED = { yyyy: "年", mm: "月", dd: "日" };
const NAMELESS = '[data-testid="stFileUploaderDropzone"] button, [data-testid="stSkipToContent"]';
const DRAWN = '[data-testid="stVegaLiteChart"] svg';
const ANY = `${SAID.map((one) => `.stApp [${one}]`).join(", ")}, ${NAMELESS}, ${DRAWN}`;
let waiting = 0;

function soon() {
  // never within a stroke of typing: once the page has come to rest
  waiting ||= setTimeout(() => {
    waiting = 0;
    document.querySelectorAll(ANY).forEach(name);
    document.querySelectorAll('[data-testid="stDateInputFieldsScroller"] span').forEach(dated);
  }, 400);
}

document.documentElement.lang = "zh-CN";
new MutationObserver((changes) => changes.some((one) => one.addedNodes.length && !one.target.closest?.(".ng-page")) && soon()).observe(document.body, { childList: true, subtree: true });
soon();
