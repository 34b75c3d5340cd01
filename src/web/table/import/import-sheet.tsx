import { useQuery } from '@tanstack/react-query'
import { readImport } from '#contract/import.ts'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { SideSheet } from '#ui/side-sheet.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { call } from '#web/http/call.ts'
import { troubleOf } from '#web/http/trouble-of.ts'
import { answerKey } from '#web/http/use-answer.ts'
import { ImportDecision } from './import-decision.tsx'
import { ImportLines } from './import-lines.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { isUnderWay, STATE_WORDS } from './import-words.ts'

const LOOK_MS = 700

/** One import from its columns to its end, with how far it is while work goes on. */
export function ImportSheet({ batchId, onClose }: { readonly batchId: string | undefined; readonly onClose: () => void }) {
  const { data: batch, error } = useQuery({
    queryKey: answerKey(readImport, { batchId: batchId ?? '' }),
    queryFn: ({ signal }) => call(readImport, { batchId: batchId ?? '' }, signal),
    enabled: batchId !== undefined,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_MS : false),
  })
  return (
    <SideSheet isOpen={batchId !== undefined} title={batch ? `导入${batch.title}：${batch.fileName}` : '导入'} onClose={onClose}>
      {error ? <ProblemNotice trouble={troubleOf(error)} /> : null}
      {batch ? (
        <>
          <p>
            <StatusTag tone={STATE_WORDS[batch.state][0]} word={STATE_WORDS[batch.state][1]} /> 共 {batch.rows} 行
          </p>
          {batch.message ? (
            <p className="problem" role="alert">
              {batch.message}
            </p>
          ) : null}
          {isUnderWay(batch) ? (
            <p role="status">
              <progress max={batch.rows} value={batch.rowsDone} aria-label={STATE_WORDS[batch.state][1]} /> {batch.rowsDone} /{' '}
              {batch.rows} 行。可以离开这一页，做完会停在这里。
            </p>
          ) : (
            <>
              {batch.state === 'read' || batch.state === 'checked' ? <ImportMapping key={batch.id} batch={batch} /> : null}
              {batch.counts ? <ImportLines batch={batch} counts={batch.counts} /> : null}
              <ImportDecision key={batch.state} batch={batch} />
            </>
          )}
        </>
      ) : error ? null : (
        <Loading lines={6} />
      )}
    </SideSheet>
  )
}
