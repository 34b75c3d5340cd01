import type { FieldView, RecordView } from '#contract/record.ts'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { factInWords, type FactValue } from './fact-text.ts'

/** A record for reading: what is known first, then what nobody has filled in yet. */
export function ShowFacts({ record }: { readonly record: RecordView }) {
  const facts = record.facts as Readonly<Record<string, FactValue>>
  const shown = record.fields.filter(({ type, options }) => type !== 'id' || (options?.length ?? 0) > 0)
  const known = shown.filter(({ name }) => facts[name] !== undefined)
  const open = shown.filter(({ name }) => facts[name] === undefined)
  return (
    <>
      {known.length > 0 ? (
        <dl className="fact-list">
          {known.map((field) => (
            <div key={field.name}>
              <dt>{field.label}</dt>
              <dd>{factInWords(field, facts[field.name])}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {open.length > 0 ? <p className="muted">还没有填写：{open.map(({ label }) => label).join('、')}</p> : null}
      {record.lists
        .filter(({ name }) => facts[name] !== undefined)
        .map((list) => (
          <section key={list.name} aria-label={list.label}>
            <h3>{list.label}</h3>
            <Rows fields={list.fields} label={list.label} value={facts[list.name]} />
          </section>
        ))}
    </>
  )
}

function Rows({
  fields,
  label,
  value,
}: {
  readonly fields: readonly FieldView[]
  readonly label: string
  readonly value: FactValue | undefined
}) {
  const rows = (Array.isArray(value) ? value : []) as readonly Readonly<Record<string, FactValue>>[]
  const numbered = rows.map((row, i) => ({ row, i }))
  const used = fields.filter(({ name }) => rows.some((row) => row[name] !== undefined && row[name] !== null))
  return (
    <DataTable
      caption={label}
      columns={used.map((field, at): Column<(typeof numbered)[number]> => ({
        key: field.name,
        title: field.label,
        isHeader: at === 0,
        cell: ({ row }) => factInWords(field, row[field.name]),
      }))}
      rows={numbered}
      rowKey={({ i }) => String(i)}
      empty="已核对，没有。"
    />
  )
}
