// Ctrl+Enter sends what stands in the box of the conversation, as in every other program she knows; Streamlit's box hears Enter alone.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const box = event.target?.closest?.('[data-testid="stChatInput"]');
  box?.querySelector('[data-testid="stChatInputSubmitButton"]')?.click();
});
