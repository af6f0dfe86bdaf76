// Without this script a reader whose link leads to a message that is gone sees the day from its start, and no word about it.

/** Shows the page's notice whenever its address asks for a message that is not on it. */
export function watchMissingAnchor(): void {
  const notice = document.querySelector<HTMLElement>("[data-missing-anchor]");
  if (notice === null) return;
  const look = (): void => {
    const id = fragmentOf(location.hash);
    notice.hidden = id === "" || document.getElementById(id) !== null;
  };
  addEventListener("hashchange", look);
  look();
}

function fragmentOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1); // a broken escape names nothing on the page
  }
}
