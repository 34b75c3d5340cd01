import { LedgerMenu } from './ledger-menu.tsx'

interface LedgerColumnsProps {
  readonly columns: readonly { readonly key: string; readonly title: string }[]
  readonly shown: readonly string[]
  readonly onChange: (shown: readonly string[]) => void
  /** Back to what is shown at first. */
  readonly onReset: () => void
}

/** Which columns are shown; the first one names the row and stays. */
export function LedgerColumns({ columns, shown, onChange, onReset }: LedgerColumnsProps) {
  return (
    <LedgerMenu label="列">
      <fieldset className="ledger-choices">
        <legend>显示哪些列</legend>
        {columns.map(({ key, title }, i) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={shown.includes(key)}
              disabled={i === 0}
              onChange={(event) =>
                onChange(
                  columns.map((one) => one.key).filter((one) => (one === key ? event.target.checked : shown.includes(one))),
                )
              }
            />
            {title}
          </label>
        ))}
      </fieldset>
      <button type="button" className="text-button" onClick={onReset}>
        恢复默认
      </button>
    </LedgerMenu>
  )
}
