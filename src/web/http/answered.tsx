import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Loading } from '#ui/loading.tsx'
import { ProblemNotice } from '#ui/problem-notice.tsx'
import { CallFailed } from './call-failed.ts'
import { troubleOf } from './trouble-of.ts'

/** Asking again would be answered the same. */
const isHopeless = (error: unknown): boolean =>
  error instanceof CallFailed && (error.problem.status === 403 || error.problem.status === 404)

interface AnsweredProps<T> {
  readonly query: UseQueryResult<T>
  readonly children: (answer: T) => ReactNode
  readonly lines?: number
}

/** What a page shows of a call: grey lines while it runs, the problem if it failed, else the answer. */
export function Answered<T>({ query, children, lines = 6 }: AnsweredProps<T>) {
  const { data, error, refetch } = query
  if (data !== undefined && !error) return <>{children(data)}</>
  if (error)
    return (
      <ProblemNotice
        trouble={troubleOf(error)}
        action={
          isHopeless(error) ? (
            <button type="button" className="plain-button" onClick={() => history.back()}>
              返回上一页
            </button>
          ) : (
            <button type="button" className="plain-button" onClick={() => void refetch()}>
              重试
            </button>
          )
        }
      />
    )
  return <Loading lines={lines} />
}
