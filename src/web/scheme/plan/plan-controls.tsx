import type { PlanView } from '#contract/scheme/index.ts'
import { ChoiceField } from '#ui/form/choice-field.tsx'
import { DayField } from '#ui/form/day-field.tsx'
import { useCan } from '#web/kernel/current-session.ts'
import { dayInWords } from '#web/kernel/day-words.ts'
import type { PlanSearch, PlanSearchPatch } from './plan-search.ts'
import { versionInWords } from './version-words.ts'

interface PlanControlsProps {
  readonly plan: PlanView
  readonly search: PlanSearch
  readonly isStale: boolean
  readonly onChange: (patch: PlanSearchPatch) => void
}

/** Which document this is, and the day, version and overlay under which it is read. */
export function PlanControls({ plan, search, isStale, onChange }: PlanControlsProps) {
  const { scheme } = plan
  const mayAttach = useCan('attach original')
  const isOtherDay = plan.asOf !== scheme.referenceDay
  return (
    <header className="plan-head">
      <div>
        <h1>{scheme.title}</h1>
        <p className="muted plan-meta">
          {[
            ...(scheme.nature === 'law'
              ? ['法律，采用了方案的地方都适用，不用采用']
              : [scheme.issuer ?? '印发机关未见', scheme.docNo ?? '文号未见']),
            `${dayInWords(scheme.validFrom)}起施行`,
            scheme.validTo === null ? null : `${dayInWords(scheme.validTo)}止`,
            scheme.nature === 'law' ? `此处看${scheme.unitName}` : `适用于${scheme.unitName}的${scheme.coveredUnit}`,
          ]
            .filter((text) => text !== null)
            .join(' · ')}
        </p>
        {scheme.isDemo ? (
          <p className="demo-mark">演示数据：站点、机构和人员均为虚构，状态以 {dayInWords(scheme.referenceDay)}为准。</p>
        ) : null}
        <p className="print-only">
          判定日 {dayInWords(plan.asOf)}，共 {plan.clauses.length} 条。
        </p>
      </div>
      <div className="plan-tools">
        <label className="tool">
          <span>判定日</span>
          <DayField
            label="判定日"
            value={plan.asOf}
            onChange={(day) => onChange({ asOf: day === scheme.referenceDay ? undefined : day })}
          />
        </label>
        {isOtherDay ? (
          <button type="button" className="text-button" onClick={() => onChange({ asOf: undefined })}>
            回到 {scheme.referenceDay}
          </button>
        ) : null}
        {scheme.versions.length > 1 ? (
          <label className="tool">
            <span>版本</span>
            <ChoiceField
              label="版本"
              value={search.version ?? scheme.version}
              choices={scheme.versions.map((one) => ({ value: one.version, label: versionInWords(one) }))}
              onChange={(version) => onChange({ version: version === scheme.version ? undefined : version })}
            />
          </label>
        ) : null}
        {scheme.overlays.length > 0 ? (
          <label className="tool">
            <span>叠加</span>
            <ChoiceField
              label="叠加规定"
              value={plan.overlay ?? undefined}
              none="只看本方案"
              choices={scheme.overlays.map(({ id, title }) => ({ value: id, label: title }))}
              onChange={(overlay) => onChange({ overlay })}
            />
          </label>
        ) : null}
        {scheme.hasOriginal || mayAttach ? (
          <button
            type="button"
            className="plain-button"
            aria-expanded={search.original !== undefined}
            onClick={() => onChange({ original: search.original === undefined ? 'open' : undefined })}
          >
            {scheme.hasOriginal ? '对照原文' : '附上原文'}
          </button>
        ) : null}
        <button type="button" className="plain-button" onClick={() => window.print()}>
          打印
        </button>
        <span className="muted" role="status">
          {isStale ? '正在重新判定…' : ''}
        </span>
      </div>
    </header>
  )
}
