// The library that other apps take in, and the app. Not run where this was written: there is no Android SDK there (see README.md).
pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}
dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}
rootProject.name = "tradewind"
include(":library", ":app")
