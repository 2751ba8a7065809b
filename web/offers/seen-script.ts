/**
 * Says that a person has seen the offer: at their first touch, key or wheel, which no scanner that merely opens links makes. Presses
 * of a button are left out: they send their own answer. The page works without it.
 */
export const seenScript = `
(function () {
  var told = false;
  function see(event) {
    if (told || !event.isTrusted || (event.target.closest && event.target.closest('button'))) return;
    told = true;
    fetch(location.href, { method: 'POST', body: new URLSearchParams({ act: 'see' }), keepalive: true });
  }
  ['pointerdown', 'keydown', 'wheel', 'touchmove'].forEach(function (name) {
    addEventListener(name, see, { passive: true });
  });
})();
`;
