// Shows the editor where its bundle is on the page already. Streamlit sends a component's script with every run: this one is short, the bundle
// (dist/editor.js) stands in a place of its own that never changes and is therefore sent once.
const bundle = (globalThis.nigaoEditor ??= {});
bundle.waiting ??= [];

export default function (component) {
  if (bundle.mount) return bundle.mount(component);
  let gone = false;
  let leave;
  bundle.waiting.push((mount) => {
    if (!gone) leave = mount(component);
  });
  return () => {
    gone = true;
    leave?.();
  };
}
