(() => {
  const page = "$HALAMAN", file = $BERKAS, key = "takar " + file;
  let failed = 0;
  window.takarPantau = (there) => {
    failed = 0;
    if (there === page) return;
    // A page that is not the one named, however often it is loaded, stays.
    try {
      if (sessionStorage.getItem(key) === there) return;
      sessionStorage.setItem(key, there);
    } catch { /* without a memory it loads itself all the same */ }
    location.reload();
  };
  const look = () => {
    const script = document.createElement("script");
    script.src = encodeURIComponent(file) + "?" + Date.now();
    const next = (wait) => { script.remove(); setTimeout(look, wait); };
    script.onload = () => next(500);
    // Nobody makes it any more when the script stays away.
    script.onerror = () => { failed += 1; if (failed < 5) next(2000); else script.remove(); };
    document.head.append(script);
  };
  setTimeout(look, 500);
})();
