interface CheckListProps {
  readonly legend: string
  readonly items: readonly { readonly id: string; readonly label: string }[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
  readonly empty?: string
}

/** Several out of a list. */
export function CheckList({ legend, items, chosen, onChange, empty = '没有可选的。' }: CheckListProps) {
  return (
    <fieldset className="check-list">
      <legend>{legend}</legend>
      {items.length === 0 ? <p className="muted">{empty}</p> : null}
      {items.map(({ id, label }) => (
        <label key={id} className="check-line">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  )
}
