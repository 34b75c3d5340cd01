/** Grey lines where content will stand. */
export function Loading({ lines = 6, label = '正在载入' }: { readonly lines?: number; readonly label?: string }) {
  return (
    <div className="loading" role="status" aria-live="polite">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="loading-line" style={{ width: `${92 - ((i * 17) % 40)}%` }} aria-hidden="true" />
      ))}
    </div>
  )
}
