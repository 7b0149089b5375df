'use strict';
// Narrows the texts. Without it, the page shows all of them.
const form = document.getElementById('filters');
if (form) {
  const articles = [...document.querySelectorAll('#texts article')];
  const narrow = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const text = wanted.text.trim().toLocaleLowerCase();
    let shown = 0;
    for (const article of articles) {
      const fits = ['rule', 'severity'].every(key => !wanted[key] || article.dataset[key].split(' ').includes(wanted[key]))
        && ['channel', 'author'].every(key => !wanted[key] || article.dataset[key] === wanted[key])
        && (!text || article.textContent.toLocaleLowerCase().includes(text));
      article.hidden = !fits;
      shown += fits;
    }
    form.querySelector('output').value = `${shown} / ${articles.length}`;
    document.getElementById('no-match').hidden = shown > 0;
  };
  form.hidden = false;
  form.addEventListener('input', narrow);
  form.addEventListener('submit', event => event.preventDefault());
  for (const link of document.querySelectorAll('a[data-filter]')) {
    link.addEventListener('click', () => {
      form.reset();
      form.elements[link.dataset.filter].value = link.dataset.value;
      narrow();
    });
  }
  narrow();
}
// A link to something folded away unfolds it.
const unfold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener('hashchange', unfold);
unfold();
