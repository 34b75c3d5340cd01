import type { ChangeEffect } from '#contract/territory/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'

const WORDS = { new: '新设', renamed: '改名', ended: '撤销' } as const

/** What a change moves, by number and name. */
export function ChangeEffectView({ effect }: { readonly effect: ChangeEffect }) {
  const records = effect.moved.reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label="试算结果" className="change-effect">
      <p role="status">
        <b>
          会移动 {records} 份档案、{effect.grants} 项授权、{effect.accounts} 个账号。
        </b>
        以下是试算，还没有办理。
      </p>
      {effect.warnings.map((warning) => (
        <p key={warning} className="change-warning">
          请留意：{warning}
        </p>
      ))}
      <DataTable
        caption="随之移动的档案"
        rows={effect.moved}
        rowKey={({ subject }) => subject}
        empty="没有档案要移动。"
        columns={[
          { key: 'what', title: '档案', isHeader: true, cell: (m) => <span className="nowrap">{m.label}</span> },
          { key: 'count', title: '数目', align: 'end', cell: (m) => m.count },
          { key: 'names', title: '名称', cell: (m) => `${m.names.join('、')}${m.count > m.names.length ? ' 等' : ''}` },
        ]}
      />
      {effect.stays.length > 0 ? (
        <DataTable
          caption="不随之转出的"
          isCaptionShown
          rows={effect.stays}
          rowKey={({ label, why }) => label + why}
          empty=""
          columns={[
            { key: 'what', title: '档案', isHeader: true, cell: (s) => <span className="nowrap">{s.label}</span> },
            { key: 'count', title: '数目', align: 'end', cell: (s) => s.count },
            { key: 'names', title: '名称', cell: (s) => `${s.names.join('、')}${s.count > s.names.length ? ' 等' : ''}` },
            { key: 'why', title: '怎么办', cell: (s) => s.why },
          ]}
        />
      ) : null}
      {effect.byHand.length > 0 ? (
        <>
          <h3>须另行办理</h3>
          <ul>
            {effect.byHand.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
      {effect.plans.length > 0 ? <p>适用的方案——{effect.plans.join('；')}。</p> : null}
      <p className="muted">区划：{effect.edits.map((e) => `${WORDS[e.what]} ${e.name}（${e.code}）`).join('；')}</p>
    </section>
  )
}
