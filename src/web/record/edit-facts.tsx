import type { RecordView } from '#contract/record.ts'
import { FactField } from './fact-field.tsx'
import { typedText, type FactValue } from './fact-text.ts'
import { ListEditor } from './list-editor.tsx'
import { boolText, rowsTyped, type RecordDraft } from './record-draft.ts'

interface EditFactsProps {
  readonly record: RecordView
  readonly draft: RecordDraft
  readonly faults: Readonly<Record<string, string>>
  readonly onChange: (draft: RecordDraft) => void
}

/** What is one's own to fill in, as fields and lists; what is others' stays for reading elsewhere. */
export function EditFacts({ record, draft, faults, onChange }: EditFactsProps) {
  const facts = record.facts as Readonly<Record<string, FactValue>>
  const textOf = (field: RecordView['fields'][number]): string =>
    draft.texts[field.name] ?? (field.type === 'bool' ? boolText(facts[field.name]) : typedText(field, facts[field.name]))
  return (
    <>
      <div className="fact-fields">
        {record.fields.filter(isMine).map((field) => (
          <FactField
            key={field.name}
            field={field}
            value={textOf(field)}
            fault={faults[field.name]}
            onChange={(text) =>
              onChange({
                ...draft,
                texts: { ...draft.texts, [field.name]: text },
                none:
                  text.trim() === '' && facts[field.name] !== undefined
                    ? [...draft.none, field.name]
                    : draft.none.filter((name) => name !== field.name),
              })
            }
          />
        ))}
      </div>
      {record.lists
        .filter(({ mayRecord }) => mayRecord)
        .map((list) => ({ list, rows: draft.rows[list.name] ?? rowsTyped(list, facts[list.name]) }))
        .map(({ list, rows }) => (
          <details key={list.name} className="list-part" open={list.name in draft.rows || record.lists.length === 1}>
            <summary>
              {list.label} <span className="muted">{rows.length} 行</span>
            </summary>
            <ListEditor
              list={list}
              rows={rows}
              faults={faults}
              onChange={(next) => onChange({ ...draft, rows: { ...draft.rows, [list.name]: next } })}
            />
          </details>
        ))}
    </>
  )
}

/** Links without anything to choose from are set by what makes the link, not typed. */
const isMine = ({ mayRecord, type, options }: RecordView['fields'][number]): boolean =>
  mayRecord && !((type === 'id' || type === 'ids') && (options?.length ?? 0) === 0)
