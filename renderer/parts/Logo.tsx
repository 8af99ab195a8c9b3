/** The dot with whiskers: the interval is the signature of the product. */
export function Logo() {
  return (
    <svg width="22" height="14" viewBox="0 0 22 14" aria-hidden="true">
      <path d="M2 7H20M2 3V11M20 3V11" stroke="currentColor" strokeWidth="2" fill="none" />
      <circle cx="11" cy="7" r="4.5" fill="currentColor" />
    </svg>
  );
}
