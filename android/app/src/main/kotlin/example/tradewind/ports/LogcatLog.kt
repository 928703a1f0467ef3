// Writes the core's log records, which hold only codes and numbers, to logcat.
package example.tradewind.ports

import android.util.Log
import example.tradewind.core.LogHost
import example.tradewind.core.LogLevel
import example.tradewind.core.LogRecord

class LogcatLog : LogHost {
    override fun log(record: LogRecord) {
        val level = when (record.level) {
            LogLevel.DEBUG -> Log.DEBUG
            LogLevel.INFO -> Log.INFO
            LogLevel.WARN -> Log.WARN
            LogLevel.ERROR -> Log.ERROR
        }
        if (Log.isLoggable(TAG, level)) {
            Log.println(level, TAG, record.fields.fold(record.event) { line, field -> "$line ${field.name}=${field.value}" })
        }
    }

    private companion object {
        const val TAG = "Tradewind"
    }
}
