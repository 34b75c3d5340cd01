import type { RecordView } from '#contract/record.ts'
import { FactField } from './fact-field.tsx'
import { labelWithUnit } from './fact-text.ts'
import type { TypedRow } from './record-draft.ts'

interface ListEditorProps {
  readonly list: RecordView['lists'][number]
  readonly rows: readonly TypedRow[]
  readonly faults: Readonly<Record<string, string>>
  readonly onChange: (rows: readonly TypedRow[]) => void
}

/** Rows to be filled in, one below the other; an empty row is not saved. */
export function ListEditor({ list, rows, faults, onChange }: ListEditorProps) {
  const set = (at: number, name: string, text: string): void =>
    onChange(rows.map((row, i) => (i === at ? { ...row, [name]: text } : row)))
  return (
    <div className="list-editor">
      {rows.length > 0 ? (
        <table className="data-table">
          <caption className="visually-hidden">{list.label}</caption>
          <thead>
            <tr>
              {list.fields.map((field) => (
                <th key={field.name} scope="col">
                  {labelWithUnit(field)}
                </th>
              ))}
              <th scope="col">办理</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // rows have no identity before they are saved
              <tr key={i}>
                {list.fields.map((field) => (
                  <td key={field.name} data-title={labelWithUnit(field)}>
                    <FactField
                      field={field}
                      value={row[field.name] ?? ''}
                      onChange={(text) => set(i, field.name, text)}
                      fault={faults[`${list.name}.${i}.${field.name}`]}
                      rowLabel={`第 ${i + 1} 行`}
                      isBare
                    />
                  </td>
                ))}
                <td data-title="办理">
                  <button
                    type="button"
                    className="text-button nowrap"
                    aria-label={`删去第 ${i + 1} 行`}
                    onClick={() => onChange(rows.filter((_, at) => at !== i))}
                  >
                    删去
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <button type="button" className="plain-button" onClick={() => onChange([...rows, {}])}>
        加一行
      </button>
    </div>
  )
}
