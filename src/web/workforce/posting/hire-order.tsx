import { useState } from 'react'
import { orderCandidates, readSeats } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { ChoiceRow } from '#ui/form/choice-row.tsx'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { TextField } from '#ui/form/text-field.tsx'
import { call } from '#web/http/call.ts'
import { useAct } from '#web/http/use-act.ts'
import { useAnswer } from '#web/http/use-answer.ts'

type Orders = z.output<(typeof orderCandidates)['output']>['orders']
interface Candidate {
  readonly key: number
  readonly name: string
  readonly values: Readonly<Record<string, string>>
}

/** Candidates in the order of the plan, with what decided each place. It orders; people choose. */
export const HireOrder = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => (
  <SideSheet isOpen={isOpen} title="录用次序" onClose={onClose}>
    {isOpen ? <OrderForm /> : null}
  </SideSheet>
)

const numberOf = (text: string, isScore: boolean): number | undefined =>
  (isScore ? /^\d{1,3}(\.\d{1,2})?$/ : /^\d{1,3}$/).test(text) ? Math.round(Number(text) * (isScore ? 100 : 1)) : undefined

function OrderForm() {
  const seats = useAnswer(readSeats, {})
  const [stationId, setStationId] = useState<string>()
  const [orders, setOrders] = useState<Orders>([])
  const [people, setPeople] = useState<readonly Candidate[]>([
    { key: 1, name: '', values: {} },
    { key: 2, name: '', values: {} },
  ])
  // asked without anybody: what the plan ranks by
  const open = useAct(
    (id: string) => call(orderCandidates, { stationId: id, seatCode: 'worker', candidates: [] }),
    (found) => setOrders(found.orders),
  )
  const keys = orders[0]?.keys ?? []
  const filled = people.filter(({ name }) => name.trim() !== '')
  const rank = useAct(
    () =>
      call(orderCandidates, {
        stationId: stationId ?? '',
        seatCode: 'worker',
        candidates: filled.map(({ key, name, values }) => ({
          id: String(key),
          name: name.trim(),
          values: Object.fromEntries(
            keys.flatMap(({ measure, isScore }) => {
              const value = numberOf(values[measure] ?? '', isScore)
              return value === undefined ? [] : [[measure, value]]
            }),
          ),
        })),
      }),
    (found) => setOrders(found.orders),
  )
  const change = (key: number, patch: Partial<Candidate>): void =>
    setPeople(people.map((one) => (one.key === key ? { ...one, ...patch } : one)))
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault()
        rank.run(undefined)
      }}
    >
      <p className="muted">按方案排出次序并说明理由，并列的照样并列；录用谁由用人单位决定，这里不保存。</p>
      <ChoiceRow label="社工站">
        <ChoiceField
          label="社工站"
          none="请选择"
          value={stationId}
          choices={(seats.data?.stations ?? [])
            .filter(({ kind }) => kind === 'station')
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(next) => {
            setStationId(next)
            setOrders([])
            if (next !== undefined) open.run(next)
          }}
          isSearchable
        />
      </ChoiceRow>
      {(open.trouble ?? rank.trouble) ? <ProblemNotice trouble={(open.trouble ?? rank.trouble) as never} /> : null}
      {stationId !== undefined && open.trouble === undefined && !open.isBusy && orders.length === 0 ? (
        <p className="empty-note">当地的方案没有写录用的优先次序。</p>
      ) : null}
      {keys.length > 0 ? (
        <>
          {people.map(({ key, name, values }) => (
            <fieldset key={key} className="candidate">
              <legend>应聘人 {key}</legend>
              <TextField label="姓名" value={name} onChange={(next) => change(key, { name: next })} maxLength={80} isOptional />
              {keys.map(({ measure, label, isScore }) => (
                <TextField
                  key={measure}
                  label={isScore ? label : `${label}（项数）`}
                  value={values[measure] ?? ''}
                  onChange={(next) => change(key, { values: { ...values, [measure]: next } })}
                  inputMode="numeric"
                  maxLength={6}
                  isOptional
                />
              ))}
            </fieldset>
          ))}
          <p className="button-row">
            <button
              type="button"
              className="plain-button"
              onClick={() => setPeople([...people, { key: people.length + 1, name: '', values: {} }])}
            >
              再加一人
            </button>
            <button type="submit" className="main-button" disabled={filled.length < 2 || rank.isBusy}>
              排次序
            </button>
          </p>
        </>
      ) : null}
      {orders.map((order) => (
        <Ordered key={order.label} order={order} isAsked={rank.isBusy || filled.length >= 2} />
      ))}
    </form>
  )
}

function Ordered({ order, isAsked }: { readonly order: Orders[number]; readonly isAsked: boolean }) {
  if (order.placed.length === 0)
    return order.isUnknown && isAsked ? <p className="empty-note">有人的项目还没有填，方案暂不能排次序。</p> : null
  return (
    <section aria-label={order.label}>
      <h3>{order.label}</h3>
      <p className="muted">
        依据：{order.refs.join('、')}。{order.reading}
      </p>
      <DataTable
        caption={order.label}
        rows={order.placed}
        rowKey={({ id }) => id}
        empty=""
        columns={[
          {
            key: 'place',
            title: '名次',
            cell: ({ place, isTied }) => (
              <>
                {place}
                {isTied ? <StatusTag tone="warn" word="并列" /> : null}
              </>
            ),
          },
          { key: 'name', title: '应聘人', isHeader: true, cell: ({ name }) => name },
          { key: 'why', title: '理由', cell: ({ because }) => because || '—' },
        ]}
      />
    </section>
  )
}
