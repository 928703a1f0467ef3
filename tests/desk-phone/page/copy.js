// Copying a payment code or a voucher's number; the button's sign says for a moment that it is done.

/** How long the button says so, in ms. */
const SHOWN = 2000;

export function beginCopying(phone) {
  phone.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-copy]');
    if (!button) return;
    const sign = button.querySelector('use');
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      // Where the clipboard is refused, the text is marked, to be copied by hand.
      mark(button.parentElement);
      return;
    }
    sign.setAttribute('href', '#i-check');
    button.dataset.copied = 'true';
    setTimeout(() => {
      sign.setAttribute('href', '#i-copy');
      delete button.dataset.copied;
    }, SHOWN);
  });
  // A field of one line is marked whole, as a person means it.
  phone.addEventListener('focusin', ({ target }) => target.matches('.code-text') && target.select());
}

function mark(part) {
  const field = part.querySelector('input');
  if (field) return field.select();
  return getSelection().selectAllChildren(part.querySelector('.number'));
}
