import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { readWorker, type PostingView } from '#contract/workforce/index.ts'
import type { z } from 'zod'
import { doesKeep } from '#domain/record/index.ts'
import { DataTable } from '#ui/ledger/data-table.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Answered } from '#web/http/answered.tsx'
import { useAnswer } from '#web/http/use-answer.ts'
import { useCan, useSession } from '#web/kernel/current-session.ts'
import { useTitle } from '#web/kernel/use-title.ts'
import { AttachmentList } from '#web/attachment/index.ts'
import { RecordForm, RecordHistory } from '#web/record/index.ts'
import { PersonNumbers } from '#web/secret/index.ts'
import { HandOver } from '../posting/hand-over.tsx'
import { PostWorker } from '../posting/post-worker.tsx'
import { AnswerReplacement, AskReplacement, RecordLeave } from '../posting/posting-acts.tsx'
import { StandingList } from '../standing-list.tsx'
import { byGravity } from '../tone-of-state.ts'
import { Confirmations } from './confirmations.tsx'
import { RecordCheck } from './record-check.tsx'
import '../workforce.css'

type Worker = z.output<(typeof readWorker)['output']>
type Act = 'leave' | 'replace' | 'reply' | 'end'

const FILE = [
  'nameText',
  'birthOn',
  'educationLevel',
  'majorText',
  'majorLevel',
  'inductionOn',
  'certificates',
  'labourContracts',
  'insuranceMonths',
  'offices',
]

const FILE_KINDS = [
  { code: 'certificate', label: '证书、登记证' },
  { code: 'check', label: '查询、核查结果' },
  { code: 'contract', label: '劳动合同' },
  { code: 'other', label: '其他' },
] as const

/** A worker's file: what the plans ask, the postings, the checks, the numbers, and every version. */
export function WorkerPage({ workerId }: { readonly workerId: string }) {
  const query = useAnswer(readWorker, { workerId })
  useTitle(query.data?.name ?? '社工')
  return (
    <Answered query={query} lines={10}>
      {(worker) => <WorkerFile worker={worker} />}
    </Answered>
  )
}

function WorkerFile({ worker }: { readonly worker: Worker }) {
  const mayRecord = useCan('record fact')
  const { grant } = useSession()
  // what the server refuses others is offered to whoever employs, or keeps the employer's records
  const isEmployer = mayRecord && doesKeep(grant.role, 'agency')
  const isAsking = mayRecord && doesKeep(grant.role, 'town')
  const [isPosting, setIsPosting] = useState(false)
  const [isChecking, setIsChecking] = useState(false)
  const [act, setAct] = useState<{ readonly kind: Act; readonly postingId: string }>()
  const close = (): void => setAct(undefined)
  // as it stands by now, not as it stood when the dialog opened
  const posting = worker.postings.find(({ id }) => id === act?.postingId)
  return (
    <>
      <header className="page-head">
        <div>
          <p className="muted no-print">
            <Link to="/workers">名册</Link>
          </p>
          <h1>{worker.name}</h1>
          <p className="muted">
            {worker.agencyName}
            {worker.placeName === '' ? ' · 没有在岗' : ` · ${worker.placeName}`} · 第 {worker.version} 版
          </p>
        </div>
        {isEmployer ? (
          <button type="button" className="main-button no-print" onClick={() => setIsPosting(true)}>
            安排上岗
          </button>
        ) : null}
      </header>
      <section className="page-part" aria-label="方案的要求">
        <h2>方案的要求</h2>
        <StandingList
          standings={worker.standings.toSorted(byGravity)}
          empty="当地的方案对此人没有要求，或还没有上岗。上岗前的条件在“安排上岗”里逐条列出。"
        />
      </section>
      <Confirmations key={worker.version} worker={worker} />
      <section className="page-part" aria-label="岗位">
        <h2>岗位</h2>
        <Postings worker={worker} may={{ isEmployer, isAsking }} onAct={(kind, { id }) => setAct({ kind, postingId: id })} />
      </section>
      <Checks worker={worker} onRecord={mayRecord ? () => setIsChecking(true) : undefined} />
      <RecordForm subject="worker" id={worker.id} only={FILE} title="基本情况与证书" />
      <section className="page-part" aria-label="证件号与电话">
        <h2>证件号与电话</h2>
        <PersonNumbers personId={worker.id} />
      </section>
      <section className="page-part" aria-label="附件">
        <h2>附件</h2>
        <AttachmentList subject="worker" recordId={worker.id} kinds={FILE_KINDS} canChange={mayRecord} />
      </section>
      <RecordHistory subject="worker" id={worker.id} />
      <PostWorker
        worker={isPosting ? { workerId: worker.id, name: worker.name } : undefined}
        onClose={() => setIsPosting(false)}
      />
      {isChecking ? <RecordCheck worker={worker} onClose={() => setIsChecking(false)} /> : null}
      <HandOver postingId={act?.kind === 'end' ? act.postingId : undefined} onClose={close} />
      {act?.kind === 'replace' && posting ? <AskReplacement posting={posting} workDay={worker.workDay} onClose={close} /> : null}
      {act?.kind === 'reply' && posting ? <AnswerReplacement posting={posting} workDay={worker.workDay} onClose={close} /> : null}
      {act?.kind === 'leave' && posting ? <RecordLeave posting={posting} workDay={worker.workDay} onClose={close} /> : null}
    </>
  )
}

interface PostingsProps {
  readonly worker: Worker
  readonly may: { readonly isEmployer: boolean; readonly isAsking: boolean }
  readonly onAct: (kind: Act, posting: PostingView) => void
}

function Postings({ worker, may: { isEmployer, isAsking }, onAct }: PostingsProps) {
  const acts = ({ replacement }: PostingView): readonly (readonly [Act, string])[] => {
    const isAsked = replacement !== null && replacement.repliedOn === null
    return [
      ...(isEmployer ? [['leave', '请假'] as const] : []),
      ...(isEmployer && isAsked ? [['reply', '答复更换'] as const] : []),
      ...(isAsking && !isAsked ? [['replace', '要求更换'] as const] : []),
      ...(isEmployer ? [['end', '离岗与移交'] as const] : []),
    ]
  }
  return (
    <DataTable
      caption="岗位"
      rows={worker.postings}
      rowKey={({ id }) => id}
      empty="还没有上过岗。点“安排上岗”，先看方案怎么说。"
      columns={[
        {
          key: 'place',
          title: '站点与席位',
          isHeader: true,
          cell: ({ placeName, seat, isFullTime }) => `${placeName} · ${seat}${isFullTime ? '（专职）' : '（兼职）'}`,
        },
        {
          key: 'span',
          title: '起止',
          cell: ({ startOn, endOn }) => <span className="nowrap">{`${startOn ?? '未知'} 至 ${endOn ?? '今'}`}</span>,
        },
        {
          key: 'state',
          title: '状态',
          cell: ({ isHeld, exceptions }) => (
            <>
              <StatusTag tone={isHeld ? 'good' : 'mute'} word={isHeld ? '在岗' : '已离岗'} />
              {exceptions > 0 ? <StatusTag tone="warn" word={`例外 ${exceptions}`} /> : null}
            </>
          ),
        },
        { key: 'more', title: '督导、更换、请假', cell: remarksOf },
        ...(isEmployer || isAsking
          ? [
              {
                key: 'acts',
                title: '办理',
                cell: (posting: PostingView) =>
                  posting.isHeld ? (
                    <span className="act-row no-print">
                      {acts(posting).map(([kind, label]) => (
                        <button key={kind} type="button" className="text-button nowrap" onClick={() => onAct(kind, posting)}>
                          {label}
                        </button>
                      ))}
                    </span>
                  ) : (
                    '—'
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function remarksOf({ supervisorName, replacement, leaves }: PostingView): string {
  const said = [
    supervisorName === '' ? '' : `督导 ${supervisorName}`,
    replacement
      ? `${replacement.ground}，${replacement.askedOn ?? ''} 要求更换${replacement.repliedOn === null ? '，待机构答复' : `，${replacement.repliedOn} 答复`}${replacement.dueOn === null ? '' : `，${replacement.dueOn} 前补齐`}`
      : '',
    ...leaves.map(({ from, to, coverName }) => `请假 ${from} 至 ${to}${coverName === '' ? '' : `，${coverName}顶岗`}`),
  ].filter((text) => text !== '')
  return said.join('；') || '—'
}

const KINDS: Readonly<Record<string, string>> = {
  'record-check': '违法犯罪记录从业查询',
  'clean-record': '无犯罪记录证明',
  health: '健康证明',
}

function Checks({ worker, onRecord }: { readonly worker: Worker; readonly onRecord: (() => void) | undefined }) {
  const rows = Array.isArray(worker.facts['checks'])
    ? (worker.facts['checks'] as readonly Readonly<Record<string, string | undefined>>[])
    : []
  return (
    <section className="page-part" aria-label="从业查询与核查">
      <h2>从业查询与核查</h2>
      <DataTable
        caption="从业查询与核查"
        rows={rows.toSorted((a, b) => ((a['on'] ?? '') < (b['on'] ?? '') ? 1 : -1))}
        rowKey={(row) => `${row['kindCode']}/${row['on']}`}
        empty="还没有登记过。录用前和每年的查询都记在这里。"
        columns={[
          { key: 'kind', title: '种类', isHeader: true, cell: (row) => KINDS[row['kindCode'] ?? ''] ?? row['kindCode'] ?? '' },
          { key: 'on', title: '日期', cell: (row) => row['on'] ?? '' },
          {
            key: 'result',
            title: '结果',
            cell: (row) => (
              <StatusTag
                tone={row['resultCode'] === 'clean' ? 'good' : 'bad'}
                word={row['resultCode'] === 'clean' ? '无记录、合格' : '有记录、不合格'}
              />
            ),
          },
          {
            key: 'until',
            title: '有效期至',
            cell: (row) => {
              const until = row['validUntilOn']
              if (until === undefined) return '未填'
              return until < worker.workDay ? <StatusTag tone="bad" word={`${until} 已过期`} /> : until
            },
          },
        ]}
      />
      {onRecord ? (
        <p className="button-row no-print">
          <button type="button" className="plain-button" onClick={onRecord}>
            登记查询或核查
          </button>
        </p>
      ) : null}
    </section>
  )
}
