import { listAccounts } from '#contract/account.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DayInput } from '#ui/form/day-input.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useAddress } from '#web/kernel/use-address.ts'
import { AUDIT_ACTIONS } from './audit-actions.ts'
import { readAuditSearch } from './audit-search.ts'
import { OUTCOME_CHOICES, SUBJECT_CHOICES } from './audit-words.ts'

const MOST = 200

/** The conditions; every one that is given holds. */
export function AuditFilters() {
  const [search, change] = useAddress(readAuditSearch)
  const { data } = useAnswer(listAccounts, { limit: MOST }, { isEnabled: useCan('manage account') })
  const { accountId, who, action, outcome, from, to, subject, subjectId } = search
  const known =
    data?.accounts.map(({ id, personName, signInName }) => ({ value: id, label: `${personName} ${signInName}` })) ?? []
  // whoever may not list accounts filters by a name that stands in a row
  const people =
    accountId === undefined || known.some(({ value }) => value === accountId)
      ? known
      : [...known, { value: accountId, label: who ?? '所选账号' }]
  const isFiltered = Object.entries(search).some(([name, value]) => name !== 'entry' && value !== undefined)
  return (
    <div className="filter-row no-print" role="group" aria-label="筛选">
      {people.length > 0 ? (
        <ChoiceField
          label="谁"
          none="谁"
          isSearchable
          value={accountId}
          choices={people}
          onChange={(next) => change({ accountId: next, who: undefined })}
        />
      ) : null}
      <ChoiceField
        label="做什么"
        none="做什么"
        isSearchable
        value={action}
        choices={AUDIT_ACTIONS}
        onChange={(next) => change({ action: next })}
      />
      <ChoiceField
        label="对象"
        none="对象"
        value={subject}
        choices={SUBJECT_CHOICES}
        onChange={(next) => change({ subject: next, subjectId: undefined })}
      />
      <ChoiceField
        label="结果"
        none="结果"
        value={outcome}
        choices={OUTCOME_CHOICES}
        onChange={(next) => change({ outcome: next })}
      />
      <DayRange from={from} to={to} onChange={change} />
      {subjectId === undefined ? null : (
        <button type="button" className="plain-button" onClick={() => change({ subjectId: undefined })}>
          只看一个对象（取消）
        </button>
      )}
      {isFiltered ? (
        <button
          type="button"
          className="text-button"
          onClick={() =>
            change({
              accountId: undefined,
              who: undefined,
              action: undefined,
              outcome: undefined,
              from: undefined,
              to: undefined,
              subject: undefined,
              subjectId: undefined,
            })
          }
        >
          清除筛选
        </button>
      ) : null}
    </div>
  )
}

interface DayRangeProps {
  readonly from: string | undefined
  readonly to: string | undefined
  readonly onChange: (patch: { readonly from?: string | undefined; readonly to?: string | undefined }) => void
}

const DayRange = ({ from, to, onChange }: DayRangeProps) => (
  <span className="day-range">
    <DayInput
      aria-label="从哪一天"
      placeholder="从"
      value={from ?? ''}
      onChange={(day) => onChange({ from: day === '' ? undefined : day })}
      isWholeOnly
    />
    <span>至</span>
    <DayInput
      aria-label="到哪一天"
      placeholder="到"
      value={to ?? ''}
      onChange={(day) => onChange({ to: day === '' ? undefined : day })}
      isWholeOnly
    />
  </span>
)
