import { listRulings, readRuling, type RulingView, type StateName } from '#contract/scheme/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { LegendChips } from '#ui/legend-chips.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import type { Asked } from '../plan/plan-search.ts'
import { RuleFacts } from './rule-facts.tsx'
import { RulingSheet } from './ruling-sheet.tsx'
import { STATE_WORDS, STATES_TOLD } from '../state-words.ts'
import './ruling-sheet.css'

interface RulingDrawerProps {
  readonly asked: Asked
  /** Open while there is one. */
  readonly ruleId: string | undefined
  readonly subjectId: string | undefined
  readonly state: string | undefined
  readonly onSubject: (entityId: string | undefined) => void
  readonly onState: (state: string | undefined) => void
  readonly onClose: () => void
  /** Tries the numbers of the rule; absent where the reader may not, or the page has no room for it. */
  readonly onTry?: ((ruleId: string) => void) | undefined
}

/** A rule's subjects, and the ruling sheet of one of them. */
export function RulingDrawer({ asked, ruleId, subjectId, state, onSubject, onState, onClose, onTry }: RulingDrawerProps) {
  return (
    <SideSheet isOpen={ruleId !== undefined} title={subjectId === undefined ? '规则与对象' : '判定单'} onClose={onClose}>
      <div className="sheet-tools no-print">
        {subjectId === undefined ? null : (
          <button type="button" className="plain-button" onClick={() => onSubject(undefined)}>
            全部对象
          </button>
        )}
        {ruleId === undefined || onTry === undefined ? null : (
          <button type="button" className="plain-button" onClick={() => onTry(ruleId)}>
            试改这条的数
          </button>
        )}
        <button type="button" className="plain-button" onClick={() => window.print()}>
          打印
        </button>
      </div>
      {ruleId === undefined ? null : subjectId === undefined ? (
        <Subjects asked={asked} ruleId={ruleId} state={state} onSubject={onSubject} onState={onState} />
      ) : (
        <Sheet asked={asked} ruleId={ruleId} entityId={subjectId} />
      )}
    </SideSheet>
  )
}

function Sheet({ asked, ruleId, entityId }: { readonly asked: Asked; readonly ruleId: string; readonly entityId: string }) {
  const query = useAnswer(readRuling, { ...asked, ruleId, entityId })
  return <Answered query={query}>{(ruling: RulingView) => <RulingSheet ruling={ruling} />}</Answered>
}

interface SubjectsProps {
  readonly asked: Asked
  readonly ruleId: string
  readonly state: string | undefined
  readonly onSubject: (entityId: string) => void
  readonly onState: (state: string | undefined) => void
}

const LIMIT = 500

function Subjects({ asked, ruleId, state, onSubject, onState }: SubjectsProps) {
  const only = state !== undefined && state in STATE_WORDS ? (state as StateName) : undefined
  const query = useAnswer(listRulings, { ...asked, ruleId, limit: LIMIT, ...(only && { state: only }) }, { keepsPrevious: true })
  return (
    <Answered query={query}>
      {({ rule, rulings, total }) => (
        <>
          <RuleFacts rule={rule} />
          <LegendChips
            label="按状态筛选对象"
            allCount={rule.total}
            chosen={only}
            onChoose={onState}
            chips={STATES_TOLD.flatMap((one) => {
              const count = rule.counts[one] ?? 0
              return count === 0 ? [] : [{ key: one, count, ...STATE_WORDS[one] }]
            })}
          />
          {rulings.length < total ? (
            <p className="muted">
              共 {total} 个，列出前 {rulings.length} 个；用上面的状态缩小范围。
            </p>
          ) : null}
          <DataTable
            caption={`${rule.label}：各对象的状态`}
            columns={[
              {
                key: 'name',
                title: '对象',
                isHeader: true,
                cell: (row) => (
                  <button type="button" className="text-button" onClick={() => onSubject(row.entityId)}>
                    {row.name}
                  </button>
                ),
              },
              {
                key: 'state',
                title: '状态',
                cell: (row) => <StatusTag tone={STATE_WORDS[row.state].tone} word={row.label ?? row.stateLabel} />,
              },
              { key: 'sentence', title: '说明', cell: (row) => row.sentence },
              { key: 'due', title: '期限', cell: (row) => <span className="nowrap">{row.dueOn ?? '—'}</span> },
            ]}
            rows={rulings}
            rowKey={({ entityId }) => entityId}
            empty={only ? '没有这种状态的对象。' : '此刻没有这条规则管的对象。有了之后会列在这里。'}
          />
        </>
      )}
    </Answered>
  )
}
