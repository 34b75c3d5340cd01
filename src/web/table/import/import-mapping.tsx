import { useState } from 'react'
import { checkImport, type ImportBatchView } from '#contract/import.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'

/** Which column of the spreadsheet is which; then it is held against what is recorded. */
export function ImportMapping({ batch }: { readonly batch: ImportBatchView }) {
  const [mapping, setMapping] = useState(batch.mapping)
  const check = useAct(
    () => call(checkImport, { batchId: batch.id, mapping }),
    () => undefined,
  )
  const missing = batch.columns.filter(({ key, isRequired }) => isRequired && mapping[key] === undefined)
  const choices = batch.headings.map((heading, i) => ({ value: String(i), label: heading === '' ? `第 ${i + 1} 列` : heading }))
  return (
    <details className="page-part" open={batch.state === 'read'}>
      <summary>
        <strong>列对应</strong>
        {missing.length > 0 ? `：还差 ${missing.map(({ title }) => title).join('、')}` : '：必填的列都对上了'}
      </summary>
      <div className="import-mapping">
        {batch.columns.map(({ key, title, isRequired, note }) => (
          <ChoiceRow key={key} label={isRequired ? `${title}（必填）` : title} {...(note !== null && { help: note })}>
            <ChoiceField
              label={`${title}在表格的哪一列`}
              none="表格里没有"
              isSearchable
              value={mapping[key] === undefined ? undefined : String(mapping[key])}
              choices={choices}
              onChange={(at) =>
                setMapping(
                  Object.fromEntries(
                    Object.entries({ ...mapping, [key]: at === undefined ? -1 : Number(at) }).filter(([, place]) => place >= 0),
                  ),
                )
              }
            />
          </ChoiceRow>
        ))}
      </div>
      {check.trouble ? <ProblemNotice trouble={check.trouble} /> : null}
      <p className="button-row">
        <button
          type="button"
          className="main-button"
          disabled={check.isBusy || missing.length > 0}
          onClick={() => check.run(undefined)}
        >
          {batch.state === 'checked' ? '重新核对' : '核对'}
        </button>
        <span className="muted">核对只看差别，不改动任何内容。</span>
      </p>
    </details>
  )
}
