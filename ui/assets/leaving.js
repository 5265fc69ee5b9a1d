// Saves the file that came, once, and says that it is here: said again on every drawing, since a word said while the page is drawn can be lost.
const saved = (globalThis.nigaoSaved ??= new Set());

export default function (component) {
  const { data, setTriggerValue } = component;
  const bytes = new Uint8Array(data);
  const end = bytes.indexOf(10);
  const { id, name } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (!saved.has(id)) {
    saved.add(id);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes.subarray(end + 1)]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  setTriggerValue("had", id);
}
