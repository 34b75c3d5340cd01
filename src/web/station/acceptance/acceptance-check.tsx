import { useState } from 'react'
import type { AcceptanceCheckView } from '#contract/station/index.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { refInWords, STATE_WORDS, toneOfOutcome } from '#web/scheme/index.ts'
import { GrantException } from './grant-exception.tsx'
import { TickItem } from './tick-item.tsx'

interface AcceptanceCheckProps {
  readonly stationId: string
  readonly asOf: string
  readonly check: AcceptanceCheckView
}

type Item = AcceptanceCheckView['items'][number]

/** One condition: measured against what is asked, or confirmed on the spot; where it may be excepted, by whom. */
export function AcceptanceCheck({ stationId, asOf, check }: AcceptanceCheckProps) {
  const [isExcepting, setIsExcepting] = useState(false)
  const [ticking, setTicking] = useState<Item>()
  const { exception } = check
  const measured = check.rows.filter(({ label }) => !check.items.some((item) => item.label === label))
  return (
    <article className="check">
      <header>
        <h3>
          {check.refs.map(refInWords).join('、')} {check.label}
        </h3>
        <StatusTag tone={STATE_WORDS[check.state].tone} word={check.stateLabel} />
      </header>
      <p className="clause-text">{check.clauseText}</p>
      {measured.length > 0 ? (
        <DataTable
          caption={`${check.label}：实测与标准`}
          rows={measured.map((row, i) => ({ ...row, i }))}
          rowKey={({ i }) => String(i)}
          empty=""
          columns={[
            { key: 'label', title: '事项', isHeader: true, cell: ({ label, by }) => (by === null ? label : `${label}（${by}）`) },
            { key: 'measured', title: '实测', cell: ({ measured: value }) => value || '—' },
            { key: 'required', title: '标准', cell: ({ required }) => required || '—' },
            { key: 'gap', title: '差距', cell: ({ gap }) => (gap === '' ? '—' : <strong>{gap}</strong>) },
            { key: 'outcome', title: '结论', cell: ({ outcome }) => <StatusTag tone={toneOfOutcome(outcome)} word={outcome} /> },
          ]}
        />
      ) : null}
      {check.items.length > 0 ? (
        <ul className="tick-list">
          {check.items.map((item) => (
            <li key={item.itemId}>
              <StatusTag tone={item.isHeld ? 'good' : 'bad'} word={item.isHeld ? '已确认' : '未确认'} />
              <span>{item.label}</span>
              <span className="muted">
                {item.isHeld
                  ? [item.on, item.remark].filter(Boolean).join(' · ')
                  : `由${item.byLabel}确认，佐证：${item.evidence.join('、')}`}
              </span>
              {item.mayAttest ? (
                <ActButton
                  className="text-button no-print"
                  aria-label={`${item.isHeld ? '撤回' : '确认'}：${item.label}`}
                  onClick={() => setTicking(item)}
                >
                  {item.isHeld ? '撤回' : '确认'}
                </ActButton>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {exception.reason === null ? null : <p className="muted">例外理由：{exception.reason}</p>}
      {check.isPassed || exception.reason !== null ? null : (
        <p className="muted">
          {exception.byLabel === null ? '这一条不得例外。' : `可由${exception.byLabel}批准例外。`}{' '}
          {exception.mayGrant ? (
            <ActButton className="text-button no-print" onClick={() => setIsExcepting(true)}>
              批准例外
            </ActButton>
          ) : null}
        </p>
      )}
      {isExcepting ? <GrantException stationId={stationId} check={check} onClose={() => setIsExcepting(false)} /> : null}
      {ticking ? (
        <TickItem
          stationId={stationId}

          asOf={asOf}
          check={check}
          item={ticking}
          onClose={() => setTicking(undefined)}
        />
      ) : null}
    </article>
  )
}
