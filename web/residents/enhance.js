// What scripts add where they run; every page works without. No library, no inline code.
'use strict';
for (const form of document.querySelectorAll('form[data-enhance="once"]')) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) return event.preventDefault();
    sent = true;
    const button = event.submitter ?? form.querySelector('button');
    if (button?.classList.contains('button')) {
      button.setAttribute('aria-disabled', 'true');
      button.textContent = '正在提交……';
    }
    // A page that came back from memory must be usable again.
    setTimeout(() => (sent = false), 15000);
  });
}
addEventListener('pageshow', (event) => event.persisted && location.reload());
document.querySelector('[data-enhance="focus"]')?.focus();
for (const box of document.querySelectorAll('[data-enhance="print"]')) {
  box.hidden = false;
  box.querySelector('button').addEventListener('click', () => print());
}
for (const form of document.querySelectorAll('form[data-enhance="size"]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    const large = button.value === '1';
    const body = new URLSearchParams({ large: button.value, back: '/' });
    // What has been typed on this page stays: only the size changes.
    await fetch('/type-size', { method: 'POST', body, redirect: 'manual' });
    document.documentElement.classList.toggle('large', large);
    button.value = large ? '0' : '1';
    button.textContent = large ? '普通字' : '长辈版';
  });
}
