import { Link, type LinkProps } from '@tanstack/react-router'
import { RECORD_LIST_ENDPOINTS } from '#contract/record-lists.ts'
import { listSchemes } from '#contract/scheme/index.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useSession, type Ability } from '#web/kernel/current-session.ts'

interface Step {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: string
  readonly why: string
  readonly needs: Ability
  /** Undefined where only people can say. */
  readonly isDone?: boolean
}

/** How a place that has nothing yet begins: the steps in their order, until its first station stands. */
export function FirstSteps() {
  const { abilities } = useSession()
  const may = (ability: Ability): boolean => abilities.includes(ability)
  const asks = { isEnabled: may('adopt scheme') && may('read ruling') }
  const schemes = useAnswer(listSchemes, {}, asks)
  const stations = useAnswer(RECORD_LIST_ENDPOINTS.station.list, { count: 'yes' }, asks)
  if (!schemes.data || !stations.data) return null
  const hasPlan = schemes.data.schemes.length > 0
  const hasStation = (stations.data.count?.shown ?? 0) > 0
  if (hasStation || (hasPlan && !may('register station'))) return null
  const steps = stepsOf(hasPlan, hasStation).filter(({ needs }) => may(needs))
  const next = steps.find(({ isDone }) => isDone === false)
  return (
    <section className="desk-part" aria-labelledby="desk-first">
      <h2 id="desk-first">从这里开始</h2>
      <ol className="first-steps">
        {steps.map((step) => (
          <li key={step.to}>
            <Link to={step.to} className={step === next ? 'main-button' : 'plain-button'}>
              {step.label}
            </Link>
            <span className="muted">
              {step.isDone ? <StatusTag tone="good" word="已办" /> : null} {step.why}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const stepsOf = (hasPlan: boolean, hasStation: boolean): readonly Step[] => [
  {
    to: '/territory/adoptions',
    label: '采用方案',
    why: '选一份方案、适用地区和起始日；之后才有条款可对照，有事可派。',
    needs: 'adopt scheme',
    isDone: hasPlan,
  },
  {
    to: '/territory/changes',
    label: '核对乡镇、村',
    why: '乡镇已按国家统计用区划代码预置；与本地不符的，办理变更或导入本地名单。',
    needs: 'change territory',
  },
  {
    to: '/territory/zones',
    label: '划分片区',
    why: '方案按片区购买服务的，先划片区；方案没有片区的，跳过这一步。',
    needs: 'register station',
  },
  {
    to: '/stations',
    label: '登记社工站',
    why: '从还没有站的镇街选起，逐个登记，或从表格导入。',
    needs: 'register station',
    isDone: hasStation,
  },
  { to: '/accounts', label: '给各方开账号', why: '下级、机构、社工、督导、财政各用各的账号。', needs: 'manage account' },
]
