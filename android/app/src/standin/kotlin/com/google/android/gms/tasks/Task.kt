// Stands in for Play services' tasks (com.google.android.gms:play-services-tasks 18.2): its signatures; it never ships.
package com.google.android.gms.tasks

import java.util.concurrent.Executor

fun interface OnCompleteListener<T> {
    fun onComplete(task: Task<T>)
}

/** Done from the start: tests say with what. */
class Task<T>(val isSuccessful: Boolean, val result: T?, val isCanceled: Boolean = false) {
    fun addOnCompleteListener(executor: Executor, listener: OnCompleteListener<T>): Task<T> {
        executor.execute { listener.onComplete(this) }
        return this
    }
}
