import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, type RefObject } from 'react'

/** Keeps the way one is on in view, where a narrow screen lets the ways scroll sideways. */
export function useCurrentInView<E extends HTMLElement>(): RefObject<E | null> {
  const scroller = useRef<E>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const current = scroller.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (!scroller.current || !current) return
    const outer = scroller.current.getBoundingClientRect()
    const inner = current.getBoundingClientRect()
    scroller.current.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2
  }, [pathname])
  return scroller
}
