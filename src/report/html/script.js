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
// Long plots show their longest bars; the rest at a click. On paper and without a script, all of them are there.
const rows = 12;
for (const chart of document.querySelectorAll('.chart[data-all]')) {
  const rest = [...chart.querySelectorAll('tbody tr')].slice(rows);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = `${chart.dataset.all} (+${rest.length})`;
  rest.forEach(row => { row.hidden = true; });
  const show = () => {
    rest.forEach(row => { row.hidden = false; });
    button.remove();
  };
  button.addEventListener('click', show);
  addEventListener('beforeprint', show);
  chart.append(button);
}
// A link to something folded away unfolds it.
const unfold = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener('hashchange', unfold);
unfold();
