// The AAR: the core's libraries (src/main/jniLibs, made by cargo for each phone's processor), its glue, the store, the keep rules.
plugins { alias(libs.plugins.android.library) }

android {
    namespace = "example.tradewind.library"
    compileSdk = 35
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    // `cargo pack kotlin` writes the glue there.
    sourceSets["main"].kotlin.srcDir("src/generated/kotlin")
}

kotlin { jvmToolchain(17) }

dependencies {
    api(variantOf(libs.jna) { artifactType("aar") })
    api(libs.coroutines.android)
}
