import type { z } from 'zod'
import type { listStaffing } from '#contract/workforce/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { refInWords } from '#web/scheme/index.ts'

type Staffing = z.output<(typeof listStaffing)['output']>

const average = (workers: number, stations: number): string => (stations === 0 ? '—' : (workers / stations).toFixed(2))

/** How many are posted at stations: in all, and by county where there are several; and by the ways that a plan names. */
export const StaffingSums = ({ sums, ways }: Pick<Staffing, 'sums' | 'ways'>) => (
  <>
    {sums.length > 0 ? (
      <section className="page-part" aria-label="在岗人数">
        <h2>在岗人数</h2>
        <p className="muted">
          在岗的社工按人计，一人两岗算一人；只计在已启用、未撤销的站点上岗的，指导中心和不设站点的岗位不在内。平均＝在岗社工 ÷
          站点数。镇街自己的人员不在内。
        </p>
        <DataTable
          caption="在岗人数"
          rows={sums}
          rowKey={({ county, tier }) => `${county}/${tier}`}
          empty=""
          columns={[
            {
              key: 'where',
              title: '范围',
              isHeader: true,
              cell: ({ county, tier }) => `${county === '' ? '范围内合计' : county} · ${tier}`,
            },
            { key: 'stations', title: '站点', align: 'end', cell: ({ stations }) => stations },
            { key: 'staffed', title: '有社工在岗', align: 'end', cell: ({ staffed }) => staffed },
            { key: 'posts', title: '岗位', align: 'end', cell: ({ posts }) => posts },
            { key: 'workers', title: '在岗社工', align: 'end', cell: ({ workers }) => workers },
            { key: 'average', title: '平均每站', align: 'end', cell: ({ workers, stations }) => average(workers, stations) },
          ]}
        />
      </section>
    ) : null}
    {ways.map(({ ruleId, label, refs, kinds, others, unknown }) => (
      <section key={ruleId} className="page-part" aria-label={label}>
        <h2>{label}</h2>
        <p className="muted">{refs.map(refInWords).join('、')}；在岗的岗位各有多少，没有的写 0。</p>
        <p>
          {[
            ...kinds.map((kind) => `${kind.label} ${kind.posts}`),
            ...(others > 0 ? [`其他 ${others}`] : []),
            ...(unknown > 0 ? [`未写明 ${unknown}`] : []),
          ].join('、')}
        </p>
      </section>
    ))}
  </>
)
