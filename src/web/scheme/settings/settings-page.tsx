import { useState } from 'react'
import { listSettings, type SettingView } from '#contract/scheme/index.ts'
import { ActButton } from '#ui/form/act-button.tsx'
import { DataTable, type Column } from '#ui/ledger/data-table.tsx'
import { LegendChips } from '#ui/legend-chips.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { refInWords } from '../chapters.ts'
import { askedOf, type Asked } from '../plan/plan-search.ts'
import { SignSetting } from './sign-setting.tsx'
import { usePlanSearch } from '../plan/use-plan-search.ts'

const KINDS = { setting: '设定', reading: '读法' } as const

/** Numbers that the plan does not give, and readings of what it leaves unclear: proposed, and signed by somebody. */
export function SettingsPage({ schemeId }: { readonly schemeId: string }) {
  useTitle('设定与读法')
  const [{ unit }] = usePlanSearch()
  const asked = askedOf(schemeId, unit === undefined ? {} : { unit })
  const query = useAnswer(listSettings, asked)
  return (
    <>
      <header className="page-head">
        <div>
          <h1>设定与读法</h1>
          <p className="muted">
            方案没有给出的数（设定）和写得不明的地方（读法），由主管单位签定后生效。没有签定的，相关条款显示“待签定”，不催办、不算不符。
          </p>
        </div>
        <button type="button" className="plain-button no-print" onClick={() => window.print()}>
          打印
        </button>
      </header>
      <Answered query={query} lines={12}>
        {({ settings }) => <Settings asked={asked} settings={settings} />}
      </Answered>
    </>
  )
}

type Standing = 'unsigned' | 'signed'

function Settings({ asked, settings }: { readonly asked: Asked; readonly settings: readonly SettingView[] }) {
  const maySign = useCan('sign setting')
  const [only, setOnly] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const standingOf = ({ signed }: SettingView): Standing => (signed === null ? 'unsigned' : 'signed')
  const count = (standing: Standing): number => settings.filter((setting) => standingOf(setting) === standing).length
  const rows = settings.filter((setting) => only === undefined || standingOf(setting) === only)
  const subject = settings.find(({ id }) => id === chosen)
  return (
    <>
      <LegendChips
        label="按签定情况筛选"
        allCount={settings.length}
        chosen={only}
        onChoose={setOnly}
        chips={[
          { key: 'unsigned', tone: 'unknown', word: '待签', count: count('unsigned') },
          { key: 'signed', tone: 'good', word: '已签', count: count('signed') },
        ]}
      />
      <div className="settings-table">
        <DataTable
          caption="设定与读法"
          columns={columnsFor(maySign ? setChosen : undefined)}
          rows={rows}
          rowKey={({ id }) => id}
          empty={settings.length === 0 ? '这份方案的数和写法都很明确，没有要签定的。' : '没有这种情况的设定或读法。'}
        />
      </div>
      {maySign ? <SignSetting asked={asked} setting={subject} onClose={() => setChosen(undefined)} /> : null}
    </>
  )
}

const labelOf = (setting: SettingView, value: string): string =>
  setting.choices.find((choice) => choice.value === value)?.label ?? value

const columnsFor = (sign: ((id: string) => void) | undefined): readonly Column<SettingView>[] => [
  {
    key: 'label',
    title: '名称',
    isHeader: true,
    cell: ({ label, why }) => (
      <>
        {label}
        {why === '' ? null : <span className="muted setting-why">{why}</span>}
      </>
    ),
  },
  { key: 'kind', title: '种类', cell: ({ kind }) => <span className="nowrap">{KINDS[kind]}</span> },
  { key: 'clause', title: '条款', cell: ({ refs }) => refs.map(refInWords).join('、') },
  { key: 'proposed', title: '建议', cell: (setting) => labelOf(setting, setting.proposed) },
  {
    key: 'signed',
    title: '签定',
    cell: (setting) =>
      setting.signed === null ? (
        <StatusTag tone="unknown" word="待签" />
      ) : (
        <>
          <StatusTag tone="good" word="已签" /> {labelOf(setting, setting.signed.value)}
          <span className="muted setting-why">
            {setting.signed.by}，<span className="nowrap">{setting.signed.on}</span>
          </span>
        </>
      ),
  },
  ...(sign
    ? [
        {
          key: 'sign',
          title: '办理',
          isAct: true,
          cell: ({ id, label, signed }: SettingView) => (
            <ActButton
              className="plain-button nowrap"
              aria-label={`${signed === null ? '签定' : '改签'}：${label}`}
              onClick={() => sign(id)}
            >
              {signed === null ? '签定' : '改签'}
            </ActButton>
          ),
        },
      ]
    : []),
]
