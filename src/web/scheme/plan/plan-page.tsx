import { Tabs } from 'antd'
import { useMemo } from 'react'
import { readPlan, type PlanView } from '#contract/scheme/index.ts'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { ClauseList } from '../clause/clause-list.tsx'
import { OriginalView } from './original-view.tsx'
import { OwedTable } from './owed-table.tsx'
import { PlanControls } from './plan-controls.tsx'
import { filterClauses } from './plan-filter.ts'
import { PlanFilters } from './plan-filters.tsx'
import { askedOf, FILTER_NAMES, type Asked, type PlanSearch, type PlanSearchPatch } from './plan-search.ts'
import { RulingDrawer } from '../ruling/ruling-drawer.tsx'
import { usePlanSearch } from './use-plan-search.ts'
import { WhatIfView } from '../what-if/what-if-view.tsx'
import './plan-page.css'
import '../clause/clause-row.css'
import './original.css'
import '../what-if/what-if.css'
import './plan-narrow.css'
import './plan-print.css'

/** The official document clause by clause, coloured by how it stands; who owes what; and what if a number were another. */
export function PlanPage({ schemeId }: { readonly schemeId: string }) {
  const [search] = usePlanSearch()
  const { unit, asOf, overlay, version } = search
  const asked = useMemo(
    () =>
      askedOf(schemeId, {
        ...(unit && { unit }),
        ...(asOf && { asOf }),
        ...(overlay && { overlay }),
        ...(version && { version }),
      }),
    [schemeId, unit, asOf, overlay, version],
  )
  const query = useAnswer(readPlan, asked, { keepsPrevious: true })
  useTitle(query.data ? `${query.data.scheme.shortTitle} · 方案` : '方案')
  return (
    <Answered query={query} lines={12}>
      {(plan) => <Plan plan={plan} asked={asked} isStale={query.isPlaceholderData} />}
    </Answered>
  )
}

interface PlanProps {
  readonly plan: PlanView
  readonly asked: Asked
  readonly isStale: boolean
}

function Plan({ plan, asked, isStale }: PlanProps) {
  const [search, change] = usePlanSearch()
  const mayRule = useCan('read ruling')
  const mayTry = useCan('try what-if')
  const open = useMemo(
    () => (mayRule ? (rule: string) => change({ rule, subject: undefined, only: undefined }, { isStep: true }) : undefined),
    [mayRule, change],
  )
  return (
    <>
      <PlanControls plan={plan} search={search} isStale={isStale} onChange={change} />
      <div className={search.original === undefined ? undefined : 'beside-original'}>
        <Views plan={plan} asked={asked} search={search} onChange={change} onOpen={open} />
        {search.original === undefined ? null : (
          <OriginalView scheme={plan.scheme} onClose={() => change({ original: undefined })} />
        )}
      </div>
      {mayRule ? (
        <RulingDrawer
          asked={asked}
          ruleId={search.rule}
          subjectId={search.subject}
          state={search.only}
          onSubject={(subject) => change({ subject }, { isStep: true })}
          onState={(only) => change({ only })}
          onTry={
            mayTry
              ? (lever) =>
                  change(
                    { view: 'try', lever, value: undefined, rule: undefined, subject: undefined, only: undefined },
                    { isStep: true },
                  )
              : undefined
          }
          onClose={() => change({ rule: undefined, subject: undefined, only: undefined }, { isStep: true })}
        />
      ) : null}
    </>
  )
}

interface ViewsProps {
  readonly plan: PlanView
  readonly asked: Asked
  readonly search: PlanSearch
  readonly onChange: (patch: PlanSearchPatch, options?: { readonly isStep?: boolean }) => void
  readonly onOpen: ((ruleId: string) => void) | undefined
}

function Views({ plan, asked, search, onChange, onOpen }: ViewsProps) {
  const mayTry = useCan('try what-if')
  const shown = useMemo(() => filterClauses(plan.clauses, search, plan.asOf), [plan, search])
  const clear = (): void => onChange(Object.fromEntries(FILTER_NAMES.map((name) => [name, undefined])))
  const views = [
    {
      key: 'clauses',
      label: '逐条',
      children: (
        <>
          <PlanFilters plan={plan} search={search} shown={shown.length} onChange={onChange} onClear={clear} />
          {shown.length === 0 ? (
            <p className="empty-note">没有条款合于所选条件。放宽条件，或选“清除筛选”看全部 {plan.clauses.length} 条。</p>
          ) : (
            <ClauseList clauses={shown} aim={search.ref} onOpen={onOpen} />
          )}
        </>
      ),
    },
    { key: 'owed', label: '谁欠什么', children: <OwedTable plan={plan} asked={asked} search={search} onChange={onChange} /> },
    ...(mayTry
      ? [{ key: 'try', label: '试一试', children: <WhatIfView asked={asked} search={search} onChange={onChange} /> }]
      : []),
  ]
  return (
    <Tabs
      className="plan-views"
      activeKey={views.some(({ key }) => key === search.view) ? (search.view ?? 'clauses') : 'clauses'}
      onChange={(view) => onChange({ view: view === 'clauses' ? undefined : view }, { isStep: true })}
      items={views}
      destroyOnHidden
    />
  )
}
